import{a,b}from"./chunk-V23FFDIK.js";import"./chunk-Y3I3BGEI.js";import"./chunk-43PXCCSJ.js";import"./chunk-X235CRVG.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{b as kindsOf,a as readDemands};
//# sourceMappingURL=demands-DY3HOOZI.js.map
