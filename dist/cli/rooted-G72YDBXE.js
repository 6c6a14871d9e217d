import{a}from"./chunk-CEG23HBZ.js";import"./chunk-HDPGTCE4.js";import"./chunk-Z63BKVCX.js";import"./chunk-43PXCCSJ.js";import"./chunk-N3S6RILM.js";import"./chunk-VF4DNWZN.js";import"./chunk-YLE4T3NQ.js";export{a as readRootedWorkflow};
//# sourceMappingURL=rooted-G72YDBXE.js.map
