import{P as t,a as i,b as r}from"./chunk-VF4DNWZN.js";import"./chunk-YLE4T3NQ.js";function u(e,o,s){let n=a=>o.write(`${t(a)}
`);return e?.code==="EPIPE"?0:e instanceof i?(n(`${e.message}
${e.remedy}`),e.exitCode):(n(`Unexpected: ${r(e)}
This is a fault of the tool; please report it with what you ran.`),s.DEBUG!==void 0&&e instanceof Error&&n(e.stack??""),3)}export{u as tellFailure};
//# sourceMappingURL=failure-HYGFQUW5.js.map
