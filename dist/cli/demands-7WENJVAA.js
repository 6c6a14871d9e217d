import{a,b}from"./chunk-YJFXVD2F.js";import"./chunk-CCPP3ZRB.js";import"./chunk-43PXCCSJ.js";import"./chunk-G6MTVMR3.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{b as kindsOf,a as readDemands};
//# sourceMappingURL=demands-7WENJVAA.js.map
