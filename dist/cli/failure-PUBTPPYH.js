import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as i,b as r}from"./chunk-BHN3VUO6.js";import"./chunk-AMCUEDO2.js";function a(e,n,t){return e?.code==="EPIPE"?0:e instanceof i?(n.write(`${e.message}
${e.remedy}
`),e.exitCode):(n.write(`Unexpected: ${r(e)}
This is a fault of the tool; please report it with what you ran.
`),t.DEBUG!==void 0&&e instanceof Error&&n.write(`${e.stack}
`),3)}export{a as tellFailure};
//# sourceMappingURL=failure-PUBTPPYH.js.map
