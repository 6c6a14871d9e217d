import{a}from"./chunk-JP6CTLHX.js";import"./chunk-YH36RSM2.js";import"./chunk-4PEQ4L3Q.js";import"./chunk-43PXCCSJ.js";import"./chunk-FDZS5L6Y.js";import"./chunk-VF4DNWZN.js";import"./chunk-YLE4T3NQ.js";export{a as readRootedWorkflow};
//# sourceMappingURL=rooted-SFIXYA4N.js.map
