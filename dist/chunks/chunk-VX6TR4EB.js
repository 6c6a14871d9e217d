import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as t}from"./chunk-63VV5YLL.js";function e(i){return t(i).replace(/^(\s*):(?=:)/,"$1: ").replaceAll("##[","## [")}function s(i,o,n){i.info(`::stop-commands::${n}`),i.info(o.trimEnd()),i.info(`::${n}::`)}export{e as a,s as b};
//# sourceMappingURL=chunk-VX6TR4EB.js.map
