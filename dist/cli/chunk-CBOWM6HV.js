import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as i}from"./chunk-BHN3VUO6.js";async function l(s,e){let n=[],t=0;for await(let r of s.stdin){let o=Buffer.from(r);if(t+=o.length,t>e)throw new i("usage",`stdin holds more than ${e} bytes.`,"Give one document, not a stream.");n.push(o)}return Buffer.concat(n).toString("utf8")}export{l as a};
//# sourceMappingURL=chunk-CBOWM6HV.js.map
