import{a}from"./chunk-LCOZTIG2.js";import"./chunk-LRJDLTNM.js";import"./chunk-2JGNUZXE.js";import"./chunk-AGBFS6PX.js";import"./chunk-B5OSR2AO.js";import"./chunk-FDTUGLWF.js";import"./chunk-YLE4T3NQ.js";export{a as readRootedWorkflow};
//# sourceMappingURL=rooted-2MVKGY4M.js.map
