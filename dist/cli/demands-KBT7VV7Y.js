import{a,b}from"./chunk-GAFQY2IC.js";import"./chunk-B7274KY5.js";import"./chunk-43PXCCSJ.js";import"./chunk-3KIDJQHL.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{b as kindsOf,a as readDemands};
//# sourceMappingURL=demands-KBT7VV7Y.js.map
