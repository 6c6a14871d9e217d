import{a}from"./chunk-ZATGCDX3.js";import"./chunk-YLE4T3NQ.js";export{a as findDockerfiles};
//# sourceMappingURL=find-AIF7E5OU.js.map
