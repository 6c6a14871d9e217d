import{a,b}from"./chunk-4G4NQPYQ.js";import"./chunk-Z63BKVCX.js";import"./chunk-43PXCCSJ.js";import"./chunk-N3S6RILM.js";import"./chunk-VF4DNWZN.js";import"./chunk-YLE4T3NQ.js";export{b as kindsOf,a as readDemands};
//# sourceMappingURL=demands-YXPFAILK.js.map
