import{a as w}from"./chunk-F2YUZP2J.js";import{a as g,b as x,c as y}from"./chunk-VGSAFI6M.js";import{i as l,j as d,k as $,l as h,z as i}from"./chunk-X235CRVG.js";import{L as p,M as f,a as u,da as m,u as a}from"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";function S(t){let e=$(t),n=e.sources.map(o=>`  ${i[o].url}`),r=[`${t} (${e.level})`,e.sentence,e.help];return n.length>0&&r.push(`Sources:
${n.join(`
`)}`),r.push(h(t)),`${r.join(`

`)}
`}function v(t){let e=x(t);if(e!==void 0)return R(`${g(e.code)} ${e.name}`,e.texts[0],e);let n=y(t);if(n.by==="nothing")return;let r=[n.code,n.name].filter(o=>o!==void 0).join(" ");return R(r===""?n.class:r,void 0,n)}function R(t,e,n){let r=[t];return e!==void 0&&r.push(`Windows says: ${e}.`),r.push(`Class: ${n.class}`,`Cause: ${n.cause}`,`Remedy: ${n.remedy}`),n.sources.length>0&&r.push("Sources:",...n.sources.map(o=>`  ${i[o].url}`)),`${r.join(`
`)}
`}var I=1e6;async function q(t,e){let n=t.map(s=>/^-\d+$/.test(s)?` ${s}`:s),{positionals:r}=m("explain",n,{}),o=(r[0]==="-"?await w(e,I):r.join(" ")).trim();if(o==="")throw new u("usage","explain needs something to explain.","Give a rule, a code or an error text.");if(d(o))return await e.write(S(o)),0;let c=v(o);if(c===void 0){let s=/\s/.test(o)?void 0:a(o,l),E=s===void 0?"":` Did you mean the rule ${s}?`;throw new u("usage",`Nothing is known of \`${p(f(o,200))}\`.${E}`,"Give a rule id (`docs/rules/`), a code such as 0xc0370101, or the whole text of the error.")}return await e.write(c),0}export{q as explainCommand};
//# sourceMappingURL=explain-command-PXLQRTLQ.js.map
