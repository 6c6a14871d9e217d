import{a}from"./chunk-2HA5DQUF.js";import"./chunk-YR5VTDQF.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as formatJson};
//# sourceMappingURL=json-M7MTN2NG.js.map
