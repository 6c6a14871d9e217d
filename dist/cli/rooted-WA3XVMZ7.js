import{a}from"./chunk-KCF6XB7D.js";import"./chunk-M6ZKZWC7.js";import"./chunk-TXDFRSKU.js";import"./chunk-43PXCCSJ.js";import"./chunk-YR5VTDQF.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as readRootedWorkflow};
//# sourceMappingURL=rooted-WA3XVMZ7.js.map
