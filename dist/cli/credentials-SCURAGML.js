import{a}from"./chunk-NLHDWYEG.js";import"./chunk-SA2I4WAN.js";import"./chunk-YR5VTDQF.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as createCredentials};
//# sourceMappingURL=credentials-SCURAGML.js.map
