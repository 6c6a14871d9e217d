import{a}from"./chunk-GKSCUXFE.js";import"./chunk-G6MTVMR3.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as formatJson};
//# sourceMappingURL=json-2WTCDSPK.js.map
