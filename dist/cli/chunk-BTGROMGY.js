import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as t}from"./chunk-BHN3VUO6.js";function o(r){let e=r.environment.SOURCE_DATE_EPOCH;if(e===void 0||e==="")return new Date().toISOString().slice(0,10);let n=new Date(Number(e)*1e3);if(!/^\d+$/.test(e)||Number.isNaN(n.getTime()))throw new t("usage",`SOURCE_DATE_EPOCH is \`${e}\`, which is no number of seconds.`,"Unset it, or give seconds since 1970-01-01.");return n.toISOString().slice(0,10)}export{o as a};
//# sourceMappingURL=chunk-BTGROMGY.js.map
