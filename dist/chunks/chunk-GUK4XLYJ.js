import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as u,b as k,c as E}from"./chunk-XF74WCWV.js";import{a as I}from"./chunk-FHKBDCCJ.js";import{a as d,b as c,c as r,d as b}from"./chunk-JGX6JJTF.js";import{a as N,b as g}from"./chunk-UATZVDXF.js";import{f as $}from"./chunk-QWL4Y4LQ.js";import{d as j}from"./chunk-Z2GOGXZW.js";import{c as L}from"./chunk-QZOPQFWY.js";var R=class{#t;#e=[];#n=0;constructor(n){this.#t=n}addRows(n,e,o,a,i){let s=Math.min(i,this.#t-this.#n),m=h(n)+h(o)+h(a(9999999));if(m>s)return;let S=[],f=0;for(let O of e){let x=h(O);f>0||m+x>s?f++:(S.push(O),m+=x)}this.add([n,...S,f>0?a(f):"",o].join(""))}add(n){let e=h(n);this.#n+e>this.#t||(this.#e.push(n),this.#n+=e)}toString(){return this.#e.join("")}};function h(t){return Buffer.byteLength(t,"utf8")}var V=20,U=10,C=19,q={registry:"the registry",engine:"the engine",tag:"its tag alone",nothing:"nothing"};function*v(t){for(let n of t.images){let e=r(g(n)),o=n.digest===void 0?"":`<br><sub>${r(n.digest)}</sub>`,a=T(n.entries.map(J),V),i=T(n.uses.map(Y),U);yield`<tr><td>${e}${o}</td><td>${q[n.answeredBy]}</td><td>${n.family}</td><td>${a}</td><td>${i}</td></tr>
`}}function*_(t){for(let n of t.pairings){let e=n.sources.map((s,l)=>b(String(l+1),s)),o=`${c(n.reason)}${e.length===0?"":` [${e.join(", ")}]`}`,a=n.imageVersion===void 0?"":`<br><sub>${d(n.imageVersion)}</sub>`;yield`<tr>${[`${r(g({...n,name:n.image}))}${a}`,r(n.host),n.isolation,n.prediction,`${r(n.rule)} ${o}`].map(s=>`<td>${s}</td>`).join("")}</tr>
`}}function M(t){let{isolation:n,hostsMatch:e,policy:o,resolve:a,failOn:i}=t.settings;return d(`${t.tool.name} ${t.tool.version}, facts held against ${t.date}; isolation ${n}, hosts-match ${e}, policy ${o}, resolve ${a}, fail-on ${i}`)}function J(t){let n=`${t.os}/${t.architecture}`,e=t.osVersion===void 0?"":` ${t.osVersion}`;return`${d(`${n}${e}`)} ${r(t.digest.slice(0,C))}`}function Y(t){let n=t.stage===void 0?"":` ${r(t.stage)}`,e=t.needs.length===0?"":` (to ${t.needs.join(", ")})`;return`${t.place===void 0?"":`${r($(t.place))} `}${t.role}${n}${e}`}function T(t,n){let e=t.slice(0,n);return t.length>n&&e.push(`and ${t.length-n} more`),e.join("<br>")}var z={error:"❌",warning:"⚠️",notice:"ℹ️"},G=10;function*H(t){for(let n of[...t.findings].sort(L))yield`<tr>${[`${z[n.level]} ${n.level}`,K(n),`${c(n.message)}<br><strong>Remedy:</strong> ${c(n.remedy)}`,b(n.rule,j(n.rule))].map(o=>`<td>${o}</td>`).join("")}</tr>
`}function K(t){let n=t.places.slice(0,G).map(i=>r($(i))),e=t.places.length-G;if(e>0&&n.push(`and ${e} more`),n.length>0)return n.join("<br>");let{image:o,host:a}=t.subject;return[o,a].flatMap(i=>i===void 0?[]:[r(i)]).join("<br>")}var p={runs:"✅",refused:"❌",undefined:"⚠️",unknown:"❔"};function W(t){return`<tr><th>image</th>${t.hosts.map(e=>`<th>${r(e.id)}<br><sub>${c(X(e))}</sub></th>`).join("")}</tr>
`}function*A(t){let n=N(t);for(let e of n.rows){let o=e.cells.map(a=>`<td>${Q(a)}</td>`).join("");yield`<tr><td>${r(g(e.image))}</td>${o}</tr>
`}}function F(t){let n=[`${p.runs} runs`,`${p.refused} refused: the engine or Windows will not start it`,`${p.undefined} undefined: may start, and may misbehave`,`${p.unknown} unknown: not enough is known to say`];return t.pairings.some(e=>e.required)&&n.push("<strong>bold</strong>: must work"),`<p><sub>${n.join(" · ")}</sub></p>
`}function X(t){return t.origin==="declared"?t.name:`${t.name} (${t.origin})`}function Q(t){let n=I.flatMap(e=>{let o=t[e];return o===void 0?[]:[Z(o)]});return n.length===0?"not judged":n.join("<br>")}function Z(t){let n=`${p[t.prediction]} ${t.isolation}: ${t.prediction}`,e=t.conditions.map(o=>`<br><sub>${c(o)}</sub>`).join("");return`${t.required?`<strong>${d(n)}</strong>`:d(n)}${e}`}var w=1024,y=900*w,tt=300*w,nt=300*w,B=150*w;function Ot(t,n={}){let e=new R(n.limit??y),o=(n.limit??y)/y,a=n.reportFile===void 0?"the JSON report":`the JSON report (${r(n.reportFile)})`,i=(s,l)=>m=>`<tr><td colspan="${l}"><em>${u(m,`more ${s}`)} left out here to stay within GitHub's limit; ${a} has all of them.</em></td></tr>
`;if(e.add(`<h2>${et(t)}</h2>
`),e.add(`<p>${[k(t),...E(t)].map(d).join("; ")}.</p>

`),t.pairings.length>0){let s=`<table>
${W(t)}`,l=t.hosts.length+1;e.addRows(s,A(t),`</table>
`,i("image",l),tt*o),e.add(`${F(t)}
`)}if(t.findings.length>0&&e.addRows(`<h3>Findings</h3>
<table>
<tr><th>level</th><th>where</th><th>what, and what to do</th><th>rule</th></tr>
`,H(t),`</table>

`,i("finding",4),nt*o),t.images.length>0){let s=`${P("How each image was resolved")}<tr><th>image</th><th>told by</th><th>family</th><th>entries</th><th>named at</th></tr>
`;e.addRows(s,v(t),D,i("image",5),B*o)}if(t.pairings.length>0){let s=`${P("Why each pairing was judged so")}<tr><th>image</th><th>host</th><th>isolation</th><th>prediction</th><th>why</th></tr>
`;e.addRows(s,_(t),D,i("pairing",5),B*o)}return e.add(`<p><sub>${M(t)}</sub></p>
`),e.toString()}var D=`</table>
</details>

`;function P(t){return`<details>
<summary>${t}</summary>
<table>
`}function et(t){let{errors:n,warnings:e}=t.counts;switch(t.result){case"failed":return`❌ Windows isolation check failed: ${n>0?u(n,"error"):u(e,"warning")}`;case"incomplete":return"⚠️ Windows isolation check could not be completed";case"passed":return t.images.length===0?"✅ Windows isolation check: no Windows image to judge":`✅ Windows isolation check passed${e>0?`, with ${u(e,"warning")}`:""}`}}export{y as a,Ot as b};
//# sourceMappingURL=chunk-GUK4XLYJ.js.map
