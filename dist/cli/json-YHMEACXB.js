import{a}from"./chunk-LADOCQB7.js";import"./chunk-GDGJ7P46.js";import"./chunk-R5FW67IE.js";import"./chunk-ZBLBO4JZ.js";import"./chunk-RLYSZPOU.js";import"./chunk-YLE4T3NQ.js";export{a as formatJson};
//# sourceMappingURL=json-YHMEACXB.js.map
