var d=new Set(["usage","input-invalid","host-invalid","reference-invalid"]),n=class extends Error{code;remedy;constructor(r,i,t,o){super(i,o),this.name="CheckError",this.code=r,this.remedy=t}get exitCode(){return this.code==="cancelled"?130:d.has(this.code)?2:3}};function s(e){return e instanceof Error?e.message:String(e)}export{n as a,s as b};
//# sourceMappingURL=chunk-FDTUGLWF.js.map
