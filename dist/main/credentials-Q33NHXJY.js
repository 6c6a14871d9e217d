import{a}from"./chunk-JXRCWXNI.js";import"./chunk-MSIUER5S.js";import"./chunk-7QHCGVWJ.js";import"./chunk-KJY6G4PR.js";import"./chunk-GGS26FN2.js";export{a as createCredentials};
//# sourceMappingURL=credentials-Q33NHXJY.js.map
