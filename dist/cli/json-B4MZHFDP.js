import{a}from"./chunk-EQI6RYKX.js";import"./chunk-VB47TSI4.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as formatJson};
//# sourceMappingURL=json-B4MZHFDP.js.map
