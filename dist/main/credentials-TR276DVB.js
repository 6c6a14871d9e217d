import{a}from"./chunk-IPFHTK5Q.js";import"./chunk-KGENN2XM.js";import"./chunk-MEK3EI7N.js";import"./chunk-2OYQS4PV.js";import"./chunk-GGS26FN2.js";export{a as createCredentials};
//# sourceMappingURL=credentials-TR276DVB.js.map
