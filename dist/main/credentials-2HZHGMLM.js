import{a}from"./chunk-CEOGW6CG.js";import"./chunk-HCFWZSTY.js";import"./chunk-SZUQ2ET7.js";import"./chunk-UWBKJYAD.js";import"./chunk-GGS26FN2.js";export{a as createCredentials};
//# sourceMappingURL=credentials-2HZHGMLM.js.map
