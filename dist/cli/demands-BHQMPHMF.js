import{a,b}from"./chunk-46LSHJX4.js";import"./chunk-TXDFRSKU.js";import"./chunk-43PXCCSJ.js";import"./chunk-YR5VTDQF.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{b as kindsOf,a as readDemands};
//# sourceMappingURL=demands-BHQMPHMF.js.map
