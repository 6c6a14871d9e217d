import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
var s=new Set(["usage","input-invalid","host-invalid","reference-invalid"]),r=class extends Error{code;remedy;constructor(n,t,i,o){super(t,o),this.name="CheckError",this.code=n,this.remedy=i}get exitCode(){return s.has(this.code)?2:3}};function d(e){return e instanceof Error?e.message:String(e)}export{r as a,d as b};
//# sourceMappingURL=chunk-JKNPVDAT.js.map
