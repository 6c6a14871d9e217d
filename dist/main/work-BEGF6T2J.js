import{G as r,H as o,J as e,M as t}from"./chunk-RPELEJ3I.js";import"./chunk-7LQB7QH7.js";import"./chunk-GGS26FN2.js";export{r as check,e as createWorld,t as publish,o as writeFileWhole};
//# sourceMappingURL=work-BEGF6T2J.js.map
