import{a,b}from"./chunk-XB2IFV3P.js";import"./chunk-4PEQ4L3Q.js";import"./chunk-43PXCCSJ.js";import"./chunk-FDZS5L6Y.js";import"./chunk-VF4DNWZN.js";import"./chunk-YLE4T3NQ.js";export{b as kindsOf,a as readDemands};
//# sourceMappingURL=demands-F36NIP4I.js.map
