import{a,b}from"./chunk-XZEPFELD.js";import"./chunk-CCPP3ZRB.js";import"./chunk-43PXCCSJ.js";import"./chunk-NFNIIO5C.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{b as kindsOf,a as readDemands};
//# sourceMappingURL=demands-FFEXYJQM.js.map
