import{a}from"./chunk-L3PQB36P.js";import"./chunk-UDHH6NWW.js";import"./chunk-VTWY43KH.js";export{a as readDockerfile};
//# sourceMappingURL=dockerfile-W4SXPHBI.js.map
