import{a}from"./chunk-RA5IP6CN.js";import"./chunk-B3GVML3M.js";import"./chunk-3KIDJQHL.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as createCredentials};
//# sourceMappingURL=credentials-CSDPQ3OP.js.map
