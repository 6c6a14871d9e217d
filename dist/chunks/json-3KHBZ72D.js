import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a}from"./chunk-4DMPGGT6.js";import"./chunk-QZOPQFWY.js";import"./chunk-HGLSNXWA.js";import"./chunk-BIW3F6NZ.js";export{a as formatJson};
//# sourceMappingURL=json-3KHBZ72D.js.map
