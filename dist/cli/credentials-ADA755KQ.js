import{a}from"./chunk-SPXYREWD.js";import"./chunk-66CTRNTR.js";import"./chunk-HKSBZMWN.js";import"./chunk-ZV24R2GG.js";import"./chunk-YLE4T3NQ.js";export{a as createCredentials};
//# sourceMappingURL=credentials-ADA755KQ.js.map
