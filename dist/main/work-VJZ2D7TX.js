import{G as r,H as o,J as e,M as t}from"./chunk-UYCYDWQ4.js";import"./chunk-MNMNIEMG.js";import"./chunk-GGS26FN2.js";export{r as check,e as createWorld,t as publish,o as writeFileWhole};
//# sourceMappingURL=work-VJZ2D7TX.js.map
