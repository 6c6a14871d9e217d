import{a,b}from"./chunk-R2ISR7U2.js";import"./chunk-PKM5KY7K.js";import"./chunk-43PXCCSJ.js";import"./chunk-4CPTJUBA.js";import"./chunk-VF4DNWZN.js";import"./chunk-YLE4T3NQ.js";export{b as kindsOf,a as readDemands};
//# sourceMappingURL=demands-2AJNOMUY.js.map
