import{a as o}from"./chunk-DEPPTUSA.js";import{b as p}from"./chunk-WYMGDNK4.js";import{f as l}from"./chunk-PJIHRNJ3.js";import"./chunk-QJUSMX6P.js";import{c as d}from"./chunk-GDGJ7P46.js";import"./chunk-R5FW67IE.js";import{d as m}from"./chunk-ZBLBO4JZ.js";import"./chunk-RLYSZPOU.js";import"./chunk-VTWY43KH.js";function x(e){let n=new u(e.findings),r=e.pairings.filter(a=>a.required).map(a=>g(a,n.take(a))),s=n.left().map($),i=[c("pairings",r),...s.length>0?[c("findings",s)]:[]],f=`<testsuites name="${o(e.tool.name)}">
${i.join("")}</testsuites>`;return m(`<?xml version="1.0" encoding="UTF-8"?>
${f}
`)}var u=class{#n=new Map;#e;constructor(n){this.#e=new Set([...n].sort(d));for(let t of this.#e){let{image:r}=t.subject;if(r===void 0)continue;let s=this.#n.get(r);s===void 0?this.#n.set(r,[t]):s.push(t)}}take(n){let t=(this.#n.get(n.image)??[]).filter(({subject:r})=>(r.host===void 0||r.host===n.host)&&(r.isolation===void 0||r.isolation.includes(n.isolation)));for(let r of t)this.#e.delete(r);return t}left(){return[...this.#e]}};function g(e,n){let t=n.filter(s=>s.level==="error"),r=t.length===0&&e.prediction==="unknown";return{group:e.host,name:`${p({...e,name:e.image})} in ${e.isolation} isolation`,failures:t,...r?{skipped:e.reason}:{},remarks:n.filter(s=>s.level!=="error")}}function $(e){let n=e.level==="error",t=e.places[0];return{group:e.rule,name:t===void 0?e.message:l(t),failures:n?[e]:[],remarks:n?[]:[e]}}function c(e,n){let t=n.filter(i=>i.failures.length>0).length,r=n.filter(i=>i.skipped!==void 0).length,s=`tests="${n.length}" failures="${t}" errors="0" skipped="${r}"`;return`  <testsuite name="${e}" ${s}>
${n.map(y).join("")}  </testsuite>
`}function y(e){let n=`    <testcase classname="${o(e.group)}" name="${o(e.name)}"`,t=[...e.failures.map(h),...e.skipped===void 0?[]:[`      <skipped message="${o(e.skipped)}"/>
`],...e.remarks.length===0?[]:[`      <system-out>${e.remarks.map(k).join(`
`)}</system-out>
`]];return t.length===0?`${n}/>
`:`${n}>
${t.join("")}    </testcase>
`}function h(e){let n=e.places.map(r=>o(l(r))),t=[o(e.remedy),...n].join(`
`);return`      <failure type="${e.rule}" message="${o(e.message)}">${t}</failure>
`}function k(e){return`${e.level}: ${o(e.message)} [${e.rule}] ${o(e.remedy)}`}export{x as formatJunit};
//# sourceMappingURL=junit-VFUCVKFW.js.map
