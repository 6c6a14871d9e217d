import{a,b}from"./chunk-BSHSVDLR.js";import"./chunk-O6P5E33F.js";import"./chunk-43PXCCSJ.js";import"./chunk-D57RMVCD.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{b as kindsOf,a as readDemands};
//# sourceMappingURL=demands-DF3DEZJG.js.map
