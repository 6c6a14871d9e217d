import{a}from"./chunk-DHTNMEMA.js";import"./chunk-ILMNMPVJ.js";import"./chunk-MCO3ZVED.js";import"./chunk-CGSNU72C.js";import"./chunk-GGS26FN2.js";export{a as createCredentials};
//# sourceMappingURL=credentials-IJTU7PBG.js.map
