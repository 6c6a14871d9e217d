import{a,b,c,d,e}from"./chunk-43PXCCSJ.js";import"./chunk-YLE4T3NQ.js";export{a as convertPathToPattern,b as escapePath,d as glob,e as globSync,c as isDynamicPattern};
//# sourceMappingURL=dist-FIBZJDFE.js.map
