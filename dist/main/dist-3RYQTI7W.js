import{a,b,c,d,e}from"./chunk-YG6DV254.js";import"./chunk-GGS26FN2.js";export{a as convertPathToPattern,b as escapePath,d as glob,e as globSync,c as isDynamicPattern};
//# sourceMappingURL=dist-3RYQTI7W.js.map
