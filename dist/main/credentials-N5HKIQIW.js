import{a}from"./chunk-SJ2X24IM.js";import"./chunk-GHYWFH3L.js";import"./chunk-NY2R5NSO.js";import"./chunk-MXCC6JW2.js";import"./chunk-GGS26FN2.js";export{a as createCredentials};
//# sourceMappingURL=credentials-N5HKIQIW.js.map
