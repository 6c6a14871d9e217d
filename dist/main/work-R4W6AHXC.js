import{M as r,N as o,P as e,S as t}from"./chunk-D67HGNEN.js";import"./chunk-7OEEQ5FL.js";import"./chunk-GGS26FN2.js";export{r as check,e as createWorld,t as publish,o as writeFileWhole};
//# sourceMappingURL=work-R4W6AHXC.js.map
