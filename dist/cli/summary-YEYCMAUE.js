import{a as d,b as c,c as i,d as b}from"./chunk-DEPPTUSA.js";import{a as N,b as u}from"./chunk-WYMGDNK4.js";import{a as m,b as E,c as T}from"./chunk-UO5Y7TWM.js";import{f as $}from"./chunk-PJIHRNJ3.js";import{a as k}from"./chunk-K7XV4YCE.js";import{d as j}from"./chunk-QJUSMX6P.js";import{c as I}from"./chunk-GDGJ7P46.js";import"./chunk-R5FW67IE.js";import{d as L}from"./chunk-ZBLBO4JZ.js";import"./chunk-RLYSZPOU.js";import"./chunk-VTWY43KH.js";var w=class{#t;#e=[];#n=0;constructor(n){this.#t=n}addRows(n,e,o,a,r){let s=Math.min(r,this.#t-this.#n),g=p(n)+p(o)+p(a(9999999));if(g>s)return;let S=[],f=0;for(let O of e){let x=p(O);f>0||g+x>s?f++:(S.push(O),g+=x)}this.add([n,...S,f>0?a(f):"",o].join(""))}add(n){let e=p(n);this.#n+e>this.#t||(this.#e.push(n),this.#n+=e)}toString(){return this.#e.join("")}};function p(t){return Buffer.byteLength(t,"utf8")}var U=20,C=10,q=19,J={registry:"the registry",engine:"the engine",tag:"its tag alone",nothing:"nothing"};function*M(t){for(let n of t.images){let e=i(u(n)),o=n.digest===void 0?"":`<br><sub>${i(n.digest)}</sub>`,a=v(n.entries.map(Y),U),r=v(n.uses.map(z),C);yield`<tr><td>${e}${o}</td><td>${J[n.answeredBy]}</td><td>${n.family}</td><td>${a}</td><td>${r}</td></tr>
`}}function*_(t){for(let n of t.pairings){let e=n.sources.map((s,l)=>b(String(l+1),s)),o=`${c(n.reason)}${e.length===0?"":` [${e.join(", ")}]`}`,a=n.imageVersion===void 0?"":`<br><sub>${d(n.imageVersion)}</sub>`;yield`<tr>${[`${i(u({...n,name:n.image}))}${a}`,i(n.host),n.isolation,n.prediction,`${i(n.rule)} ${o}`].map(s=>`<td>${s}</td>`).join("")}</tr>
`}}function W(t){let{isolation:n,hostsMatch:e,policy:o,resolve:a,failOn:r}=t.settings;return d(`${t.tool.name} ${t.tool.version}, facts held against ${t.date}; isolation ${n}, hosts-match ${e}, policy ${o}, resolve ${a}, fail-on ${r}`)}function Y(t){let n=`${t.os}/${t.architecture}`,e=t.osVersion===void 0?"":` ${t.osVersion}`;return`${d(`${n}${e}`)} ${i(t.digest.slice(0,q))}`}function z(t){let n=t.stage===void 0?"":` ${i(t.stage)}`,e=t.needs.length===0?"":` (to ${t.needs.join(", ")})`;return`${t.place===void 0?"":`${i($(t.place))} `}${t.role}${n}${e}`}function v(t,n){let e=t.slice(0,n);return t.length>n&&e.push(`and ${t.length-n} more`),e.join("<br>")}var K={error:"❌",warning:"⚠️",notice:"ℹ️"},G=10;function*H(t){for(let n of[...t.findings].sort(I))yield`<tr>${[`${K[n.level]} ${n.level}`,X(n),`${c(n.message)}<br><strong>Remedy:</strong> ${c(n.remedy)}`,b(n.rule,j(n.rule))].map(o=>`<td>${o}</td>`).join("")}</tr>
`}function X(t){let n=t.places.slice(0,G).map(r=>i($(r))),e=t.places.length-G;if(e>0&&n.push(`and ${e} more`),n.length>0)return n.join("<br>");let{image:o,host:a}=t.subject;return[o,a].flatMap(r=>r===void 0?[]:[i(r)]).join("<br>")}var h={runs:"✅",refused:"❌",undefined:"⚠️",unknown:"❔"};function A(t){return`<tr><th>image</th>${t.hosts.map(e=>`<th>${i(e.id)}<br><sub>${c(Q(e))}</sub></th>`).join("")}</tr>
`}function*F(t){let n=N(t);for(let e of n.rows){let o=e.cells.map(a=>`<td>${Z(a)}</td>`).join("");yield`<tr><td>${i(u(e.image))}</td>${o}</tr>
`}}function B(t){let n=[`${h.runs} runs`,`${h.refused} refused: the engine or Windows will not start it`,`${h.undefined} undefined: may start, and may misbehave`,`${h.unknown} unknown: not enough is known to say`];return t.pairings.some(e=>e.required)&&n.push("<strong>bold</strong>: must work"),`<p><sub>${n.join(" · ")}</sub></p>
`}function Q(t){let n=`${t.id}: `,e=t.name.startsWith(n)?t.name.slice(n.length):t.name;return t.origin==="declared"?e:`${e} (${t.origin})`}function Z(t){let n=k.flatMap(e=>{let o=t[e];return o===void 0?[]:[tt(o)]});return n.length===0?"not judged":n.join("<br>")}function tt(t){let n=`${h[t.prediction]} ${t.isolation}: ${t.prediction}`,e=t.conditions.map(o=>`<br><sub>${c(o)}</sub>`).join("");return`${t.required?`<strong>${d(n)}</strong>`:d(n)}${e}`}var R=1024,y=900*R,nt=300*R,et=300*R,D=150*R;function jt(t,n={}){let e=new w(n.limit??y),o=(n.limit??y)/y,a=n.reportFile===void 0?"the JSON report":`the JSON report (${i(n.reportFile)})`,r=(s,l)=>g=>`<tr><td colspan="${l}"><em>${m(g,`more ${s}`)} left out here to stay within GitHub's limit; ${a} has all of them.</em></td></tr>
`;if(e.add(`<h2>${ot(t)}</h2>
`),e.add(`<p>${[E(t),...T(t)].map(d).join("; ")}.</p>

`),t.pairings.length>0){let s=`<table>
${A(t)}`,l=t.hosts.length+1;e.addRows(s,F(t),`</table>
`,r("image",l),nt*o),e.add(`${B(t)}
`)}if(t.findings.length>0&&e.addRows(`<h3>Findings</h3>
<table>
<tr><th>level</th><th>where</th><th>what, and what to do</th><th>rule</th></tr>
`,H(t),`</table>

`,r("finding",4),et*o),t.images.length>0){let s=`${V("How each image was resolved")}<tr><th>image</th><th>told by</th><th>family</th><th>entries</th><th>named at</th></tr>
`;e.addRows(s,M(t),P,r("image",5),D*o)}if(t.pairings.length>0){let s=`${V("Why each pairing was judged so")}<tr><th>image</th><th>host</th><th>isolation</th><th>prediction</th><th>why</th></tr>
`;e.addRows(s,_(t),P,r("pairing",5),D*o)}return e.add(`<p><sub>${W(t)}</sub></p>
`),L(e.toString())}var P=`</table>
</details>

`;function V(t){return`<details>
<summary>${t}</summary>
<table>
`}function ot(t){let{errors:n,warnings:e,notices:o}=t.counts;switch(t.result){case"failed":return n>0?`❌ Windows isolation check failed: ${m(n,"error")}`:e>0?`❌ Windows isolation check failed: ${m(e,"warning")}`:`❌ Windows isolation check failed: ${m(o,"notice")}`;case"incomplete":return"⚠️ Windows isolation check could not be completed";case"passed":return t.images.length===0?"✅ Windows isolation check: no Windows image to judge":`✅ Windows isolation check passed${e>0?`, with ${m(e,"warning")}`:""}`}}export{y as SUMMARY_LIMIT,jt as formatSummary};
//# sourceMappingURL=summary-YEYCMAUE.js.map
