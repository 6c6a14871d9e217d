import{a}from"./chunk-6XT57HKN.js";import"./chunk-VTWY43KH.js";export{a as findDockerfiles};
//# sourceMappingURL=find-TGLYFLR7.js.map
