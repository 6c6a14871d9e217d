import{a,b}from"./chunk-52BA7TGD.js";import"./chunk-76D34WVP.js";import"./chunk-43PXCCSJ.js";import"./chunk-G3DFFKIJ.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{b as kindsOf,a as readDemands};
//# sourceMappingURL=demands-ROIBBEE6.js.map
