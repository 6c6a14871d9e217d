import{a,b}from"./chunk-Z4QCBCQX.js";import"./chunk-GDKBWIY3.js";import"./chunk-43PXCCSJ.js";import"./chunk-HKSBZMWN.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{b as kindsOf,a as readDemands};
//# sourceMappingURL=demands-6SGDWDOO.js.map
