import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a}from"./chunk-H35WL3IP.js";import"./chunk-BIW3F6NZ.js";export{a as createWorld};
//# sourceMappingURL=world-S5U7YDFC.js.map
