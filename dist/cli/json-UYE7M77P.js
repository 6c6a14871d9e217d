import{a}from"./chunk-X5TT5KHH.js";import"./chunk-NFNIIO5C.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as formatJson};
//# sourceMappingURL=json-UYE7M77P.js.map
