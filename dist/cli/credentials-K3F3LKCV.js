import{a}from"./chunk-6OI6UD6N.js";import"./chunk-GN4SBGPO.js";import"./chunk-N5DFISNC.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{a as createCredentials};
//# sourceMappingURL=credentials-K3F3LKCV.js.map
