import{b as a}from"./chunk-VLNUU5OK.js";import"./chunk-TMMF335X.js";import"./chunk-FDTUGLWF.js";import"./chunk-YLE4T3NQ.js";export{a as createCredentials};
//# sourceMappingURL=credentials-DBFPAMZE.js.map
