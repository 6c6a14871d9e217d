import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a}from"./chunk-Q5OA6PYN.js";import"./chunk-XIIJAJXC.js";import"./chunk-BIW3F6NZ.js";export{a as today};
//# sourceMappingURL=today-WVDB6HJA.js.map
