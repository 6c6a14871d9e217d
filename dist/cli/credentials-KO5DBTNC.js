import{a}from"./chunk-QBVUFTKP.js";import"./chunk-FBM3N5F5.js";import"./chunk-G3DFFKIJ.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{a as createCredentials};
//# sourceMappingURL=credentials-KO5DBTNC.js.map
