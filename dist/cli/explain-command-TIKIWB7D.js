import{a as S}from"./chunk-IJD2CNUV.js";import{a as x,b as w,c as y}from"./chunk-N357WJGB.js";import{i as l,j as $,k as h,l as g,z as i}from"./chunk-4CPTJUBA.js";import{L as f,M as m,a as u,da as d,u as p}from"./chunk-VF4DNWZN.js";import"./chunk-YLE4T3NQ.js";function R(t){let e=h(t),n=e.sources.map(o=>`  ${i[o].url}`),r=[`${t} (${e.level})`,e.sentence,e.help];return n.length>0&&r.push(`Sources:
${n.join(`
`)}`),r.push(g(t)),`${r.join(`

`)}
`}function E(t){let e=w(t);if(e!==void 0)return v(`${x(e.code)} ${e.name}`,e.texts[0],e);let n=y(t);if(n.by==="nothing")return;let r=[n.code,n.name].filter(o=>o!==void 0).join(" ");return v(r===""?n.class:r,void 0,n)}function v(t,e,n){let r=[t];return e!==void 0&&r.push(`Windows says: ${e}.`),r.push(`Class: ${n.class}`,`Cause: ${n.cause}`,`Remedy: ${n.remedy}`),n.sources.length>0&&r.push("Sources:",...n.sources.map(o=>`  ${i[o].url}`)),`${r.join(`
`)}
`}var C=1e6;async function z(t,e){let n=t.map(s=>/^-\d+$/.test(s)?` ${s}`:s),{positionals:r}=d("explain",n,{}),o=(r[0]==="-"?await S(e,C):r.join(" ")).trim();if(o==="")throw new u("usage","explain needs something to explain.","Give a rule, a code or an error text.");let c=o.toLowerCase();if($(c))return await e.write(R(c)),0;let a=E(o);if(a===void 0){let s=/\s/.test(o)?void 0:p(o,l),I=s===void 0?"":` Did you mean the rule ${s}?`;throw new u("usage",`Nothing is known of \`${f(m(o,200))}\`.${I}`,"Give a rule id (`docs/rules/`), a code such as 0xc0370101, or the whole text of the error.")}return await e.write(a),0}export{z as explainCommand};
//# sourceMappingURL=explain-command-TIKIWB7D.js.map
