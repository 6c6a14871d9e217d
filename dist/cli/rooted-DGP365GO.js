import{a}from"./chunk-YS62BIKI.js";import"./chunk-VZCGX3DK.js";import"./chunk-GDKBWIY3.js";import"./chunk-43PXCCSJ.js";import"./chunk-HKSBZMWN.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as readRootedWorkflow};
//# sourceMappingURL=rooted-DGP365GO.js.map
