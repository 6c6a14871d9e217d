import{a}from"./chunk-JZJXI2PI.js";import"./chunk-3KIDJQHL.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as formatJson};
//# sourceMappingURL=json-6MELISHQ.js.map
