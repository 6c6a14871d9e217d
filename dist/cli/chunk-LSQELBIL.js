function n(e,r){return{file:e,uses:[],problems:[r],hints:{backtickEscape:!1,windowsShell:!1},line:()=>{}}}export{n as a};
//# sourceMappingURL=chunk-LSQELBIL.js.map
