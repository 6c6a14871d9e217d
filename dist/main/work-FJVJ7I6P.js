import{G as r,H as o,J as e,M as t}from"./chunk-JQNL7AN7.js";import"./chunk-5JURKG52.js";import"./chunk-GGS26FN2.js";export{r as check,e as createWorld,t as publish,o as writeFileWhole};
//# sourceMappingURL=work-FJVJ7I6P.js.map
