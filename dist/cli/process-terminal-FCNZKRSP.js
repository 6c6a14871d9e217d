import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import"./chunk-AMCUEDO2.js";import{once as s}from"node:events";import o from"node:process";function l(){let{stdout:e,stderr:r,env:t}=o,n;return e.on("error",i=>{n=i}),{stdin:o.stdin,async write(i){if(n!==void 0||(e.write(i)||await Promise.race([s(e,"drain"),s(e,"close")]),n!==void 0))throw n},tell:i=>{r.write(`${i}
`)},progress:i=>{r.isTTY===!0&&r.write(`${i}
`)},environment:t,workingDirectory:o.cwd(),color:d(e.isTTY===!0,t),width:e.columns??120}}function d(e,r){return r.NO_COLOR!==void 0&&r.NO_COLOR!==""?!1:r.FORCE_COLOR!==void 0&&r.FORCE_COLOR!==""&&r.FORCE_COLOR!=="0"?!0:e&&r.TERM!=="dumb"}export{l as processTerminal};
//# sourceMappingURL=process-terminal-FCNZKRSP.js.map
