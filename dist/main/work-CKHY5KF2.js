import{M as r,N as o,P as e,S as t}from"./chunk-MCO3ZVED.js";import"./chunk-CGSNU72C.js";import"./chunk-GGS26FN2.js";export{r as check,e as createWorld,t as publish,o as writeFileWhole};
//# sourceMappingURL=work-CKHY5KF2.js.map
