import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
var e=["process","hyperv"];export{e as a};
//# sourceMappingURL=chunk-K5MH24VO.js.map
