import{a}from"./chunk-UMCQ7LIP.js";import"./chunk-ULPKQR5T.js";import"./chunk-VB47TSI4.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as createCredentials};
//# sourceMappingURL=credentials-J4DH6Y26.js.map
