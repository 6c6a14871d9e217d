import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as o}from"./chunk-6KJC7GEU.js";import{b as m}from"./chunk-FRN36EDR.js";import{f as l}from"./chunk-A2KN7UNR.js";import"./chunk-TVVU6OQO.js";import"./chunk-5OBMD3XP.js";import{c as d}from"./chunk-4OQ2IXGG.js";import"./chunk-IA3ECVJF.js";import"./chunk-AMCUEDO2.js";function C(e){let n=new u(e.findings),s=e.pairings.filter(a=>a.required).map(a=>c(a,n.take(a))),r=n.left().map(f),i=[p("pairings",s),...r.length>0?[p("findings",r)]:[]];return`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${o(e.tool.name)}">
${i.join("")}</testsuites>
`}var u=class{#n=new Map;#e;constructor(n){this.#e=new Set([...n].sort(d));for(let t of this.#e){let{image:s}=t.subject;if(s===void 0)continue;let r=this.#n.get(s);r===void 0?this.#n.set(s,[t]):r.push(t)}}take(n){let t=(this.#n.get(n.image)??[]).filter(({subject:s})=>(s.host===void 0||s.host===n.host)&&(s.isolation===void 0||s.isolation.includes(n.isolation)));for(let s of t)this.#e.delete(s);return t}left(){return[...this.#e]}};function c(e,n){let t=n.filter(r=>r.level==="error"),s=t.length===0&&e.prediction==="unknown";return{group:e.host,name:`${m({...e,name:e.image})} in ${e.isolation} isolation`,failures:t,...s?{skipped:e.reason}:{},remarks:n.filter(r=>r.level!=="error")}}function f(e){let n=e.level==="error",t=e.places[0];return{group:e.rule,name:t===void 0?e.message:l(t),failures:n?[e]:[],remarks:n?[]:[e]}}function p(e,n){let t=n.filter(i=>i.failures.length>0).length,s=n.filter(i=>i.skipped!==void 0).length,r=`tests="${n.length}" failures="${t}" errors="0" skipped="${s}"`;return`  <testsuite name="${e}" ${r}>
${n.map(g).join("")}  </testsuite>
`}function g(e){let n=`    <testcase classname="${o(e.group)}" name="${o(e.name)}"`,t=[...e.failures.map($),...e.skipped===void 0?[]:[`      <skipped message="${o(e.skipped)}"/>
`],...e.remarks.length===0?[]:[`      <system-out>${e.remarks.map(y).join(`
`)}</system-out>
`]];return t.length===0?`${n}/>
`:`${n}>
${t.join("")}    </testcase>
`}function $(e){let n=e.places.map(s=>o(l(s))),t=[o(e.remedy),...n].join(`
`);return`      <failure type="${e.rule}" message="${o(e.message)}">${t}</failure>
`}function y(e){return`${e.level}: ${o(e.message)} [${e.rule}] ${o(e.remedy)}`}export{C as formatJunit};
//# sourceMappingURL=junit-LBXM5I7I.js.map
