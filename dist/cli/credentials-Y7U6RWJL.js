import{a}from"./chunk-YWKZR5AQ.js";import"./chunk-E4CKVQAB.js";import"./chunk-D57RMVCD.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{a as createCredentials};
//# sourceMappingURL=credentials-Y7U6RWJL.js.map
