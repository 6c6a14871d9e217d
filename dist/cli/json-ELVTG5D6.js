import{a}from"./chunk-JG5LS64Y.js";import"./chunk-X235CRVG.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{a as formatJson};
//# sourceMappingURL=json-ELVTG5D6.js.map
