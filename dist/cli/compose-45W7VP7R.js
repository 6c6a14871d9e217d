import{a}from"./chunk-35HQ5ZIV.js";import"./chunk-3KRBABSL.js";import"./chunk-4CZRP2KC.js";import"./chunk-43PXCCSJ.js";import"./chunk-N5DFISNC.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{a as readCompose};
//# sourceMappingURL=compose-45W7VP7R.js.map
