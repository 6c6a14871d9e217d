import{a as o}from"./chunk-AM4OCIPG.js";import{D as m,I as c,P as l,R as f}from"./chunk-X235CRVG.js";import{Q as d}from"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";function b(e){let n=new u(e.findings),t=e.pairings.filter(a=>a.required).map(a=>$(a,n.take(a))),r=n.left().map(k),i=[p("pairings",t),...r.length>0?[p("findings",r)]:[]],g=`<testsuites name="${o(e.tool.name)}">
${i.join("")}</testsuites>`;return d(`<?xml version="1.0" encoding="UTF-8"?>
${g}
`)}var u=class{#n=new Map;#e;constructor(n){this.#e=new Set([...n].sort(m));for(let s of this.#e){let{image:t}=s.subject;if(t===void 0)continue;let r=this.#n.get(t);r===void 0?this.#n.set(t,[s]):r.push(s)}}take(n){let s=(this.#n.get(n.image)??[]).filter(({subject:t})=>(t.host===void 0||t.host===n.host)&&(t.isolation===void 0||t.isolation.includes(n.isolation)));for(let t of s)this.#e.delete(t);return s}left(){return[...this.#e]}};function $(e,n){let s=n.filter(r=>r.level==="error"),t=s.length===0&&e.prediction==="unknown";return{group:e.host,name:`${f({...e,name:e.image})} in ${e.isolation} isolation`,failures:s,...t?{skipped:e.reason}:{},remarks:n.filter(r=>r.level!=="error"),...y(e)}}function y({observation:e,isolation:n}){if(e===void 0)return{};let{milliseconds:s,message:t}=e;return{seen:`smoke container: ${c(e,n)}. ${t}`,...s===void 0?{}:{seconds:s/1e3}}}function k(e){let n=e.level==="error",s=e.places[0];return{group:e.rule,name:s===void 0?e.message:l(s),failures:n?[e]:[],remarks:n?[]:[e]}}function p(e,n){let s=n.filter(i=>i.failures.length>0).length,t=n.filter(i=>i.skipped!==void 0).length,r=`tests="${n.length}" failures="${s}" errors="0" skipped="${t}"`;return`  <testsuite name="${e}" ${r}>
${n.map(h).join("")}  </testsuite>
`}function h(e){let n=`    <testcase classname="${o(e.group)}" name="${o(e.name)}"${e.seconds===void 0?"":` time="${e.seconds}"`}`,s=[...e.seen===void 0?[]:[o(e.seen)],...e.remarks.map(T)],t=[...e.failures.map(F),...e.skipped===void 0?[]:[`      <skipped message="${o(e.skipped)}"/>
`],...s.length===0?[]:[`      <system-out>${s.join(`
`)}</system-out>
`]];return t.length===0?`${n}/>
`:`${n}>
${t.join("")}    </testcase>
`}function F(e){let n=e.places.map(t=>o(l(t))),s=[o(e.remedy),...n].join(`
`);return`      <failure type="${e.rule}" message="${o(e.message)}">${s}</failure>
`}function T(e){return`${e.level}: ${o(e.message)} [${e.rule}] ${o(e.remedy)}`}export{b as formatJunit};
//# sourceMappingURL=junit-DZHZHHWT.js.map
