import{a,b,c}from"./chunk-WWEI4QAP.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as MOST_LEGS,b as fanOut,c as formatMatrix};
//# sourceMappingURL=matrix-77FR2BQA.js.map
