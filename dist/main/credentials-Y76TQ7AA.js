import{a}from"./chunk-2CQVJQOG.js";import"./chunk-6GLPK7BF.js";import"./chunk-ISX6IKXU.js";import"./chunk-TBZWTBUT.js";import"./chunk-GGS26FN2.js";export{a as createCredentials};
//# sourceMappingURL=credentials-Y76TQ7AA.js.map
