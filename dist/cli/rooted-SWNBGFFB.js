import{a}from"./chunk-UNPKXYG7.js";import"./chunk-ELPVWVLL.js";import"./chunk-CCPP3ZRB.js";import"./chunk-43PXCCSJ.js";import"./chunk-FE5EFPWR.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as readRootedWorkflow};
//# sourceMappingURL=rooted-SWNBGFFB.js.map
