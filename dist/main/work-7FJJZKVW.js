import{G as r,H as o,J as e,M as t}from"./chunk-NY2R5NSO.js";import"./chunk-MXCC6JW2.js";import"./chunk-GGS26FN2.js";export{r as check,e as createWorld,t as publish,o as writeFileWhole};
//# sourceMappingURL=work-7FJJZKVW.js.map
