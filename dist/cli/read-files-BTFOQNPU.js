import{a}from"./chunk-RCMS4BWE.js";import"./chunk-FDTUGLWF.js";import"./chunk-UDHH6NWW.js";import"./chunk-YLE4T3NQ.js";export{a as readFiles};
//# sourceMappingURL=read-files-BTFOQNPU.js.map
