import{M as r,N as o,P as e,S as t}from"./chunk-MEK3EI7N.js";import"./chunk-2OYQS4PV.js";import"./chunk-GGS26FN2.js";export{r as check,e as createWorld,t as publish,o as writeFileWhole};
//# sourceMappingURL=work-HPMMQBYD.js.map
