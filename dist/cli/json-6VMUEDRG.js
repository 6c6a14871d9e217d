import{a}from"./chunk-2QJJM6VD.js";import"./chunk-D57RMVCD.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{a as formatJson};
//# sourceMappingURL=json-6VMUEDRG.js.map
