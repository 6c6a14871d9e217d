import{a}from"./chunk-EPTXA7YM.js";import"./chunk-P4IXW5SU.js";import"./chunk-MLU4EVQE.js";import"./chunk-TIX2EUPP.js";import"./chunk-GGS26FN2.js";export{a as createCredentials};
//# sourceMappingURL=credentials-HVZTVODX.js.map
