import{a}from"./chunk-62XBGSL5.js";import"./chunk-NTA445RE.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{a as formatJson};
//# sourceMappingURL=json-UXBVENG7.js.map
