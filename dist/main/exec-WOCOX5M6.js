import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b}from"./chunk-PMKWBN2U.js";import"./chunk-PMSAWOUY.js";export{a as exec,b as getExecOutput};
//# sourceMappingURL=exec-WOCOX5M6.js.map
