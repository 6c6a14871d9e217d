import{a}from"./chunk-644NCJCL.js";import"./chunk-VTWY43KH.js";export{a as findDockerfiles};
//# sourceMappingURL=find-KFVBL2ZE.js.map
