import{d as a}from"./chunk-O65RN3WC.js";import"./chunk-CCPP3ZRB.js";import"./chunk-43PXCCSJ.js";import"./chunk-VB47TSI4.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as readCompose};
//# sourceMappingURL=compose-CW2S7UDG.js.map
