import{M as r,N as o,P as e,S as t}from"./chunk-MWZ2UNOF.js";import"./chunk-DSKDJ7XF.js";import"./chunk-GGS26FN2.js";export{r as check,e as createWorld,t as publish,o as writeFileWhole};
//# sourceMappingURL=work-X6O62EJV.js.map
