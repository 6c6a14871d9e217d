import{G as r,H as o,J as e,M as t}from"./chunk-MLU4EVQE.js";import"./chunk-TIX2EUPP.js";import"./chunk-GGS26FN2.js";export{r as check,e as createWorld,t as publish,o as writeFileWhole};
//# sourceMappingURL=work-SYAHNCZV.js.map
