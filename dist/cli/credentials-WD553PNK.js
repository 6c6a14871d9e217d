import{a}from"./chunk-BA4MENFF.js";import"./chunk-P3OH5CGA.js";import"./chunk-FDZS5L6Y.js";import"./chunk-VF4DNWZN.js";import"./chunk-YLE4T3NQ.js";export{a as createCredentials};
//# sourceMappingURL=credentials-WD553PNK.js.map
