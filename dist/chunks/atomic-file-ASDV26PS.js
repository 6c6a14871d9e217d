import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a}from"./chunk-3UMMDWUZ.js";import"./chunk-XIIJAJXC.js";import"./chunk-BIW3F6NZ.js";export{a as writeFileWhole};
//# sourceMappingURL=atomic-file-ASDV26PS.js.map
