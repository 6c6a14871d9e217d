import{a}from"./chunk-5I4Y7AZV.js";import"./chunk-3KRBABSL.js";import"./chunk-4CZRP2KC.js";import"./chunk-43PXCCSJ.js";import"./chunk-N5DFISNC.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{a as readRootedWorkflow};
//# sourceMappingURL=rooted-5UXY6PI3.js.map
