import{a}from"./chunk-YPQIKBD3.js";import"./chunk-5E4WOQI7.js";import"./chunk-YZ6EOD3O.js";import"./chunk-SDUUIGC5.js";import"./chunk-GGS26FN2.js";export{a as createCredentials};
//# sourceMappingURL=credentials-LBARQRBK.js.map
