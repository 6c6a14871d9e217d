import{a}from"./chunk-D2YDNFVV.js";import"./chunk-P35FEDPL.js";import"./chunk-D67HGNEN.js";import"./chunk-7OEEQ5FL.js";import"./chunk-GGS26FN2.js";export{a as createCredentials};
//# sourceMappingURL=credentials-4FZY4JHI.js.map
