import{a}from"./chunk-NGUYC3QF.js";import"./chunk-HKSBZMWN.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as formatJson};
//# sourceMappingURL=json-UOYFEFFW.js.map
