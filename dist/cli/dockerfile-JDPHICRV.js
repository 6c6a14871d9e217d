import{a}from"./chunk-NQ46QIYC.js";import"./chunk-UDHH6NWW.js";import"./chunk-YLE4T3NQ.js";export{a as readDockerfile};
//# sourceMappingURL=dockerfile-JDPHICRV.js.map
