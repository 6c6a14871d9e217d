import{a}from"./chunk-GBQEWYU4.js";import"./chunk-YBYDVFYQ.js";import"./chunk-B7274KY5.js";import"./chunk-43PXCCSJ.js";import"./chunk-3KIDJQHL.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as readRootedWorkflow};
//# sourceMappingURL=rooted-GDMYTQTQ.js.map
