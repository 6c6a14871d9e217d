import{a}from"./chunk-UJOYTGIV.js";import"./chunk-G3DFFKIJ.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{a as formatJson};
//# sourceMappingURL=json-ICFOYVZT.js.map
