import{a,b}from"./chunk-SSILJD2R.js";import"./chunk-CCPP3ZRB.js";import"./chunk-43PXCCSJ.js";import"./chunk-VB47TSI4.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{b as kindsOf,a as readDemands};
//# sourceMappingURL=demands-5Z3737DW.js.map
