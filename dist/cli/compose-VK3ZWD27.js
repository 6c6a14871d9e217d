import{e as a}from"./chunk-VNZG2ER5.js";import"./chunk-76D34WVP.js";import"./chunk-43PXCCSJ.js";import"./chunk-G3DFFKIJ.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{a as readCompose};
//# sourceMappingURL=compose-VK3ZWD27.js.map
