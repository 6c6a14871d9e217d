import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{b as a,c as b}from"./chunk-I7RA4N3F.js";import"./chunk-PMSAWOUY.js";export{a as readDockerfile,b as unreadable};
//# sourceMappingURL=dockerfile-FQVLJQDM.js.map
