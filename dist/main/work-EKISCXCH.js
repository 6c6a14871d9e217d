import{M as r,N as o,P as e,S as t}from"./chunk-7QHCGVWJ.js";import"./chunk-KJY6G4PR.js";import"./chunk-GGS26FN2.js";export{r as check,e as createWorld,t as publish,o as writeFileWhole};
//# sourceMappingURL=work-EKISCXCH.js.map
