import{d as a}from"./chunk-VZCGX3DK.js";import"./chunk-GDKBWIY3.js";import"./chunk-43PXCCSJ.js";import"./chunk-HKSBZMWN.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as readCompose};
//# sourceMappingURL=compose-4UHRTKH2.js.map
