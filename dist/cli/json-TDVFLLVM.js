import{a}from"./chunk-C5PYRVEF.js";import"./chunk-FE5EFPWR.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as formatJson};
//# sourceMappingURL=json-TDVFLLVM.js.map
