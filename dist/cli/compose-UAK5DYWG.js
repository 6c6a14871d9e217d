import{d as a}from"./chunk-YBYDVFYQ.js";import"./chunk-B7274KY5.js";import"./chunk-43PXCCSJ.js";import"./chunk-3KIDJQHL.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as readCompose};
//# sourceMappingURL=compose-UAK5DYWG.js.map
