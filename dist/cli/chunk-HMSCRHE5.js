import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as e}from"./chunk-BHN3VUO6.js";var r=class extends e{reason;constructor(n,t,i,s){super("registry-failed",t,i,s),this.name="RegistryError",this.reason=n}};export{r as a};
//# sourceMappingURL=chunk-HMSCRHE5.js.map
