import{a}from"./chunk-TJA676DH.js";import"./chunk-YH36RSM2.js";import"./chunk-4PEQ4L3Q.js";import"./chunk-43PXCCSJ.js";import"./chunk-FDZS5L6Y.js";import"./chunk-VF4DNWZN.js";import"./chunk-YLE4T3NQ.js";export{a as readCompose};
//# sourceMappingURL=compose-EFNPESLC.js.map
