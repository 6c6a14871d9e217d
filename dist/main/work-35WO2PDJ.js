import{M as r,N as o,P as e,S as t}from"./chunk-ISX6IKXU.js";import"./chunk-TBZWTBUT.js";import"./chunk-GGS26FN2.js";export{r as check,e as createWorld,t as publish,o as writeFileWhole};
//# sourceMappingURL=work-35WO2PDJ.js.map
