import{a}from"./chunk-MC2FMRTL.js";import"./chunk-SGFL2K7E.js";import"./chunk-FE5EFPWR.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as createCredentials};
//# sourceMappingURL=credentials-CN7SY5P7.js.map
