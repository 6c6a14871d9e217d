import{a}from"./chunk-BOOEBYVS.js";import"./chunk-K6XYOTDU.js";import"./chunk-TDOSZYC4.js";import"./chunk-3NZ7FXFY.js";import"./chunk-GGS26FN2.js";export{a as createCredentials};
//# sourceMappingURL=credentials-G2JAPSZG.js.map
