import{a}from"./chunk-PEZYW6JD.js";import"./chunk-ACAEK77R.js";import"./chunk-CCPP3ZRB.js";import"./chunk-43PXCCSJ.js";import"./chunk-G6MTVMR3.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as readRootedWorkflow};
//# sourceMappingURL=rooted-MKNAU46Y.js.map
