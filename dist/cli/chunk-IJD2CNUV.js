import{a as i}from"./chunk-VF4DNWZN.js";async function d(s,e){let n=[],t=0;for await(let r of s.stdin){let o=Buffer.from(r);if(t+=o.length,t>e)throw new i("usage",`stdin holds more than ${e} bytes.`,"Give one document, not a stream.");n.push(o)}return Buffer.concat(n).toString("utf8").replace(/^\uFEFF/,"")}export{d as a};
//# sourceMappingURL=chunk-IJD2CNUV.js.map
