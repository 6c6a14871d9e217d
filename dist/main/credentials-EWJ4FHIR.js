import{a}from"./chunk-M7JTU37F.js";import"./chunk-IK56OVNQ.js";import"./chunk-ZITXAUVY.js";import"./chunk-NADNY6FM.js";import"./chunk-GGS26FN2.js";export{a as createCredentials};
//# sourceMappingURL=credentials-EWJ4FHIR.js.map
