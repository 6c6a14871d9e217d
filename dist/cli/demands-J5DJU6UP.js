import{a,b}from"./chunk-GUR23ACJ.js";import"./chunk-UYB2KVHB.js";import"./chunk-43PXCCSJ.js";import"./chunk-NTA445RE.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{b as kindsOf,a as readDemands};
//# sourceMappingURL=demands-J5DJU6UP.js.map
