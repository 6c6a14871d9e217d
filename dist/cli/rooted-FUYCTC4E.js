import{a}from"./chunk-J7MVKAKH.js";import"./chunk-6RHKYLZD.js";import"./chunk-CCPP3ZRB.js";import"./chunk-43PXCCSJ.js";import"./chunk-NFNIIO5C.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as readRootedWorkflow};
//# sourceMappingURL=rooted-FUYCTC4E.js.map
