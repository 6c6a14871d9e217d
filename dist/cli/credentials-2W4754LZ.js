import{a}from"./chunk-WPZDGB7P.js";import"./chunk-6MV2KHAP.js";import"./chunk-4CPTJUBA.js";import"./chunk-VF4DNWZN.js";import"./chunk-YLE4T3NQ.js";export{a as createCredentials};
//# sourceMappingURL=credentials-2W4754LZ.js.map
