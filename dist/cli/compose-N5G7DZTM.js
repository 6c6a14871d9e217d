import{a}from"./chunk-V7BOVHW5.js";import"./chunk-XBIJKU5J.js";import"./chunk-TDAKSCWC.js";import"./chunk-2JGNUZXE.js";import"./chunk-AGBFS6PX.js";import"./chunk-B5OSR2AO.js";import"./chunk-FDTUGLWF.js";import"./chunk-YLE4T3NQ.js";export{a as readCompose};
//# sourceMappingURL=compose-N5G7DZTM.js.map
