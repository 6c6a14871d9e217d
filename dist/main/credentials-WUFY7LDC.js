import{a}from"./chunk-CEWCP6UC.js";import"./chunk-4W3IHMNS.js";import"./chunk-JQNL7AN7.js";import"./chunk-5JURKG52.js";import"./chunk-GGS26FN2.js";export{a as createCredentials};
//# sourceMappingURL=credentials-WUFY7LDC.js.map
