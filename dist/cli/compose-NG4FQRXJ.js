import{a}from"./chunk-XLWRNSQA.js";import"./chunk-CUYQAQV7.js";import"./chunk-O6P5E33F.js";import"./chunk-43PXCCSJ.js";import"./chunk-D57RMVCD.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{a as readCompose};
//# sourceMappingURL=compose-NG4FQRXJ.js.map
