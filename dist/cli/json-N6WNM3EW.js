import{a}from"./chunk-AVV7J5K4.js";import"./chunk-N3S6RILM.js";import"./chunk-VF4DNWZN.js";import"./chunk-YLE4T3NQ.js";export{a as formatJson};
//# sourceMappingURL=json-N6WNM3EW.js.map
