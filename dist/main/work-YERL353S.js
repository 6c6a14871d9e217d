import{G as r,H as o,J as e,M as t}from"./chunk-ZITXAUVY.js";import"./chunk-NADNY6FM.js";import"./chunk-GGS26FN2.js";export{r as check,e as createWorld,t as publish,o as writeFileWhole};
//# sourceMappingURL=work-YERL353S.js.map
