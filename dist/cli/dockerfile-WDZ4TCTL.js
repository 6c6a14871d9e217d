import{a}from"./chunk-H62KAUXL.js";import"./chunk-UDHH6NWW.js";import"./chunk-VTWY43KH.js";export{a as readDockerfile};
//# sourceMappingURL=dockerfile-WDZ4TCTL.js.map
