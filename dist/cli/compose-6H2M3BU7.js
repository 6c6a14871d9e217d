import{a}from"./chunk-YKDKNYTU.js";import"./chunk-7LGR7KCH.js";import"./chunk-PKM5KY7K.js";import"./chunk-43PXCCSJ.js";import"./chunk-4CPTJUBA.js";import"./chunk-VF4DNWZN.js";import"./chunk-YLE4T3NQ.js";export{a as readCompose};
//# sourceMappingURL=compose-6H2M3BU7.js.map
