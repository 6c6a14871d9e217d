import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{b as a,c as b}from"./chunk-CL2UYRTF.js";import"./chunk-BIW3F6NZ.js";export{a as readDockerfile,b as unreadable};
//# sourceMappingURL=dockerfile-UE3JR2M2.js.map
