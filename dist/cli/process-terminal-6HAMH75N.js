import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import"./chunk-AMCUEDO2.js";import t from"node:process";function u(){let{stdout:r,stderr:e,env:o}=t,i;return r.on("error",n=>{i=n}),{stdin:t.stdin,async write(n){if(i!==void 0||(r.write(n)||await f(r),i!==void 0))throw i},tell:n=>{e.write(`${n}
`)},progress:n=>{e.isTTY===!0&&e.write(`${n}
`)},environment:o,workingDirectory:t.cwd(),color:d(r.isTTY===!0,o),width:r.columns??120}}function d(r,e){return e.NO_COLOR!==void 0&&e.NO_COLOR!==""?!1:e.FORCE_COLOR!==void 0&&e.FORCE_COLOR!==""&&e.FORCE_COLOR!=="0"?!0:r&&e.TERM!=="dumb"}function f(r){return new Promise(e=>{let o=()=>{r.off("drain",o),r.off("close",o),r.off("error",o),e()};r.once("drain",o),r.once("close",o),r.once("error",o)})}export{u as processTerminal};
//# sourceMappingURL=process-terminal-6HAMH75N.js.map
