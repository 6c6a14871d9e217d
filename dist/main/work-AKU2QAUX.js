import{M as r,N as o,P as e,S as t}from"./chunk-YZ6EOD3O.js";import"./chunk-SDUUIGC5.js";import"./chunk-GGS26FN2.js";export{r as check,e as createWorld,t as publish,o as writeFileWhole};
//# sourceMappingURL=work-AKU2QAUX.js.map
