import{a,b}from"./chunk-EWCATYC3.js";import"./chunk-CCPP3ZRB.js";import"./chunk-43PXCCSJ.js";import"./chunk-FE5EFPWR.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{b as kindsOf,a as readDemands};
//# sourceMappingURL=demands-HC4L67TJ.js.map
