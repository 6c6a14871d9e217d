import{a}from"./chunk-QUR6OYUB.js";import"./chunk-X7M7U3NC.js";import"./chunk-UDHH6NWW.js";import"./chunk-VTWY43KH.js";export{a as readFiles};
//# sourceMappingURL=read-files-O5BTOIRA.js.map
