import{d as a}from"./chunk-M6ZKZWC7.js";import"./chunk-TXDFRSKU.js";import"./chunk-43PXCCSJ.js";import"./chunk-YR5VTDQF.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as readCompose};
//# sourceMappingURL=compose-URLQCJUL.js.map
