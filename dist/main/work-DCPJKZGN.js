import{G as r,H as o,J as e,M as t}from"./chunk-TDOSZYC4.js";import"./chunk-3NZ7FXFY.js";import"./chunk-GGS26FN2.js";export{r as check,e as createWorld,t as publish,o as writeFileWhole};
//# sourceMappingURL=work-DCPJKZGN.js.map
