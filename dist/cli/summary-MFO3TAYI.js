import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as I}from"./chunk-K5MH24VO.js";import{a as d,b as c,c as i,d as b}from"./chunk-6KJC7GEU.js";import{a as L,b as u}from"./chunk-FRN36EDR.js";import{a as m,b as N,c as E}from"./chunk-RLMWAUXR.js";import{f as $}from"./chunk-A2KN7UNR.js";import"./chunk-TVVU6OQO.js";import{d as j}from"./chunk-5OBMD3XP.js";import{c as k}from"./chunk-4OQ2IXGG.js";import"./chunk-IA3ECVJF.js";import"./chunk-AMCUEDO2.js";var w=class{#t;#e=[];#n=0;constructor(n){this.#t=n}addRows(n,e,o,a,r){let s=Math.min(r,this.#t-this.#n),g=h(n)+h(o)+h(a(9999999));if(g>s)return;let S=[],f=0;for(let O of e){let x=h(O);f>0||g+x>s?f++:(S.push(O),g+=x)}this.add([n,...S,f>0?a(f):"",o].join(""))}add(n){let e=h(n);this.#n+e>this.#t||(this.#e.push(n),this.#n+=e)}toString(){return this.#e.join("")}};function h(t){return Buffer.byteLength(t,"utf8")}var V=20,U=10,C=19,q={registry:"the registry",engine:"the engine",tag:"its tag alone",nothing:"nothing"};function*v(t){for(let n of t.images){let e=i(u(n)),o=n.digest===void 0?"":`<br><sub>${i(n.digest)}</sub>`,a=T(n.entries.map(J),V),r=T(n.uses.map(Y),U);yield`<tr><td>${e}${o}</td><td>${q[n.answeredBy]}</td><td>${n.family}</td><td>${a}</td><td>${r}</td></tr>
`}}function*_(t){for(let n of t.pairings){let e=n.sources.map((s,l)=>b(String(l+1),s)),o=`${c(n.reason)}${e.length===0?"":` [${e.join(", ")}]`}`,a=n.imageVersion===void 0?"":`<br><sub>${d(n.imageVersion)}</sub>`;yield`<tr>${[`${i(u({...n,name:n.image}))}${a}`,i(n.host),n.isolation,n.prediction,`${i(n.rule)} ${o}`].map(s=>`<td>${s}</td>`).join("")}</tr>
`}}function M(t){let{isolation:n,hostsMatch:e,policy:o,resolve:a,failOn:r}=t.settings;return d(`${t.tool.name} ${t.tool.version}, facts held against ${t.date}; isolation ${n}, hosts-match ${e}, policy ${o}, resolve ${a}, fail-on ${r}`)}function J(t){let n=`${t.os}/${t.architecture}`,e=t.osVersion===void 0?"":` ${t.osVersion}`;return`${d(`${n}${e}`)} ${i(t.digest.slice(0,C))}`}function Y(t){let n=t.stage===void 0?"":` ${i(t.stage)}`,e=t.needs.length===0?"":` (to ${t.needs.join(", ")})`;return`${t.place===void 0?"":`${i($(t.place))} `}${t.role}${n}${e}`}function T(t,n){let e=t.slice(0,n);return t.length>n&&e.push(`and ${t.length-n} more`),e.join("<br>")}var z={error:"❌",warning:"⚠️",notice:"ℹ️"},W=10;function*G(t){for(let n of[...t.findings].sort(k))yield`<tr>${[`${z[n.level]} ${n.level}`,K(n),`${c(n.message)}<br><strong>Remedy:</strong> ${c(n.remedy)}`,b(n.rule,j(n.rule))].map(o=>`<td>${o}</td>`).join("")}</tr>
`}function K(t){let n=t.places.slice(0,W).map(r=>i($(r))),e=t.places.length-W;if(e>0&&n.push(`and ${e} more`),n.length>0)return n.join("<br>");let{image:o,host:a}=t.subject;return[o,a].flatMap(r=>r===void 0?[]:[i(r)]).join("<br>")}var p={runs:"✅",refused:"❌",undefined:"⚠️",unknown:"❔"};function H(t){return`<tr><th>image</th>${t.hosts.map(e=>`<th>${i(e.id)}<br><sub>${c(X(e))}</sub></th>`).join("")}</tr>
`}function*A(t){let n=L(t);for(let e of n.rows){let o=e.cells.map(a=>`<td>${Q(a)}</td>`).join("");yield`<tr><td>${i(u(e.image))}</td>${o}</tr>
`}}function F(t){let n=[`${p.runs} runs`,`${p.refused} refused: the engine or Windows will not start it`,`${p.undefined} undefined: may start, and may misbehave`,`${p.unknown} unknown: not enough is known to say`];return t.pairings.some(e=>e.required)&&n.push("<strong>bold</strong>: must work"),`<p><sub>${n.join(" · ")}</sub></p>
`}function X(t){let n=`${t.id}: `,e=t.name.startsWith(n)?t.name.slice(n.length):t.name;return t.origin==="declared"?e:`${e} (${t.origin})`}function Q(t){let n=I.flatMap(e=>{let o=t[e];return o===void 0?[]:[Z(o)]});return n.length===0?"not judged":n.join("<br>")}function Z(t){let n=`${p[t.prediction]} ${t.isolation}: ${t.prediction}`,e=t.conditions.map(o=>`<br><sub>${c(o)}</sub>`).join("");return`${t.required?`<strong>${d(n)}</strong>`:d(n)}${e}`}var R=1024,y=900*R,tt=300*R,nt=300*R,B=150*R;function Ot(t,n={}){let e=new w(n.limit??y),o=(n.limit??y)/y,a=n.reportFile===void 0?"the JSON report":`the JSON report (${i(n.reportFile)})`,r=(s,l)=>g=>`<tr><td colspan="${l}"><em>${m(g,`more ${s}`)} left out here to stay within GitHub's limit; ${a} has all of them.</em></td></tr>
`;if(e.add(`<h2>${et(t)}</h2>
`),e.add(`<p>${[N(t),...E(t)].map(d).join("; ")}.</p>

`),t.pairings.length>0){let s=`<table>
${H(t)}`,l=t.hosts.length+1;e.addRows(s,A(t),`</table>
`,r("image",l),tt*o),e.add(`${F(t)}
`)}if(t.findings.length>0&&e.addRows(`<h3>Findings</h3>
<table>
<tr><th>level</th><th>where</th><th>what, and what to do</th><th>rule</th></tr>
`,G(t),`</table>

`,r("finding",4),nt*o),t.images.length>0){let s=`${P("How each image was resolved")}<tr><th>image</th><th>told by</th><th>family</th><th>entries</th><th>named at</th></tr>
`;e.addRows(s,v(t),D,r("image",5),B*o)}if(t.pairings.length>0){let s=`${P("Why each pairing was judged so")}<tr><th>image</th><th>host</th><th>isolation</th><th>prediction</th><th>why</th></tr>
`;e.addRows(s,_(t),D,r("pairing",5),B*o)}return e.add(`<p><sub>${M(t)}</sub></p>
`),e.toString()}var D=`</table>
</details>

`;function P(t){return`<details>
<summary>${t}</summary>
<table>
`}function et(t){let{errors:n,warnings:e,notices:o}=t.counts;switch(t.result){case"failed":return n>0?`❌ Windows isolation check failed: ${m(n,"error")}`:e>0?`❌ Windows isolation check failed: ${m(e,"warning")}`:`❌ Windows isolation check failed: ${m(o,"notice")}`;case"incomplete":return"⚠️ Windows isolation check could not be completed";case"passed":return t.images.length===0?"✅ Windows isolation check: no Windows image to judge":`✅ Windows isolation check passed${e>0?`, with ${m(e,"warning")}`:""}`}}export{y as SUMMARY_LIMIT,Ot as formatSummary};
//# sourceMappingURL=summary-MFO3TAYI.js.map
