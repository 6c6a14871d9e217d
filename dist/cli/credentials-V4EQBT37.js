import{a}from"./chunk-VPH5R4BY.js";import"./chunk-Q5RXMZFQ.js";import"./chunk-NTA445RE.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{a as createCredentials};
//# sourceMappingURL=credentials-V4EQBT37.js.map
