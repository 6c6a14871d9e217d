import{a}from"./chunk-HXAZYWEN.js";import"./chunk-FDZS5L6Y.js";import"./chunk-VF4DNWZN.js";import"./chunk-YLE4T3NQ.js";export{a as formatJson};
//# sourceMappingURL=json-WHHC4PV3.js.map
