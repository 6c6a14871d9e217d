import{a}from"./chunk-UNQLQEBU.js";import"./chunk-5TQVJBJ7.js";import"./chunk-TDAKSCWC.js";import"./chunk-2JGNUZXE.js";import"./chunk-AGBFS6PX.js";import"./chunk-B5OSR2AO.js";import"./chunk-FDTUGLWF.js";import"./chunk-YLE4T3NQ.js";export{a as readCompose};
//# sourceMappingURL=compose-SHAM5UFP.js.map
