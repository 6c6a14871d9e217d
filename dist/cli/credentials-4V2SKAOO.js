import{a}from"./chunk-VBXCWV4J.js";import"./chunk-MDAVKPWR.js";import"./chunk-NFNIIO5C.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as createCredentials};
//# sourceMappingURL=credentials-4V2SKAOO.js.map
