import{a}from"./chunk-IOXE4PTR.js";import"./chunk-4R7RSB4I.js";import"./chunk-UYB2KVHB.js";import"./chunk-43PXCCSJ.js";import"./chunk-NTA445RE.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{a as readCompose};
//# sourceMappingURL=compose-25FPAYQR.js.map
