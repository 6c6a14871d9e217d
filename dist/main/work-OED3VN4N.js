import{M as r,N as o,P as e,S as t}from"./chunk-SZUQ2ET7.js";import"./chunk-UWBKJYAD.js";import"./chunk-GGS26FN2.js";export{r as check,e as createWorld,t as publish,o as writeFileWhole};
//# sourceMappingURL=work-OED3VN4N.js.map
