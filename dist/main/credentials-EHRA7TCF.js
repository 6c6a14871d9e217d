import{a}from"./chunk-W7KLMABL.js";import"./chunk-CBKQVBIH.js";import"./chunk-UYCYDWQ4.js";import"./chunk-MNMNIEMG.js";import"./chunk-GGS26FN2.js";export{a as createCredentials};
//# sourceMappingURL=credentials-EHRA7TCF.js.map
