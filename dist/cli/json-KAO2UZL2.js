import{a}from"./chunk-W6OZA32E.js";import"./chunk-N5DFISNC.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{a as formatJson};
//# sourceMappingURL=json-KAO2UZL2.js.map
