import{a}from"./chunk-CBQTY7OH.js";import"./chunk-PI4SOJMI.js";import"./chunk-Y3I3BGEI.js";import"./chunk-43PXCCSJ.js";import"./chunk-X235CRVG.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{a as readCompose};
//# sourceMappingURL=compose-BVUXJVFT.js.map
