import{a,b}from"./chunk-CVD7UTJW.js";import"./chunk-4CZRP2KC.js";import"./chunk-43PXCCSJ.js";import"./chunk-N5DFISNC.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{b as kindsOf,a as readDemands};
//# sourceMappingURL=demands-PGW3H7DR.js.map
