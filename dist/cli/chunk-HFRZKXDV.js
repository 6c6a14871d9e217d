import{a as e}from"./chunk-FDTUGLWF.js";var r=class extends e{reason;constructor(n,t,i,s){super("registry-failed",t,i,s),this.name="RegistryError",this.reason=n}};export{r as a};
//# sourceMappingURL=chunk-HFRZKXDV.js.map
