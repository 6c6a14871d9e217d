import{a}from"./chunk-J5KJOGJX.js";import"./chunk-H3UR6FII.js";import"./chunk-X235CRVG.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{a as createCredentials};
//# sourceMappingURL=credentials-OCJBUQ3V.js.map
