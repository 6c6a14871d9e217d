import{a}from"./chunk-JFM77IH4.js";import"./chunk-4CPTJUBA.js";import"./chunk-VF4DNWZN.js";import"./chunk-YLE4T3NQ.js";export{a as formatJson};
//# sourceMappingURL=json-QRMIO2XW.js.map
