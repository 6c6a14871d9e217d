import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b}from"./chunk-CRWUCX2Z.js";import"./chunk-BIW3F6NZ.js";export{a as exec,b as getExecOutput};
//# sourceMappingURL=exec-X3JV3SBD.js.map
