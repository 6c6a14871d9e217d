import{b as a}from"./chunk-BYYLX6RP.js";import"./chunk-4NV2URKW.js";import"./chunk-5INZEQ7E.js";import"./chunk-GGS26FN2.js";export{a as createCredentials};
//# sourceMappingURL=credentials-JRXZJ3ND.js.map
