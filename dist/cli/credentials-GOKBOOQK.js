import{a}from"./chunk-EWGW6AIJ.js";import"./chunk-HHSFBCPR.js";import"./chunk-G6MTVMR3.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as createCredentials};
//# sourceMappingURL=credentials-GOKBOOQK.js.map
