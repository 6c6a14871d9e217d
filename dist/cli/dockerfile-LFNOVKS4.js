import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{b as a,c as b}from"./chunk-WLFA4NIK.js";import"./chunk-AMCUEDO2.js";export{a as readDockerfile,b as unreadable};
//# sourceMappingURL=dockerfile-LFNOVKS4.js.map
