import{a as r}from"./chunk-ZSCSNSS4.js";import{D as p,L as g,O as $,S as u,U as y,m as f}from"./chunk-4CPTJUBA.js";import{Q as m}from"./chunk-VF4DNWZN.js";import"./chunk-YLE4T3NQ.js";function I(e){let n=new c(e.findings),t=e.pairings.filter(d=>d.required),s=F(e.settings.failOn),o=t.map(d=>T(d,n.take(d),s)),i=n.left().map(d=>w(d,s)),a=e.result==="incomplete"?[x(e)]:[],k=[l("pairings",o),...i.length>0?[l("findings",i)]:[],...a.length>0?[l("check",a)]:[]],h=`<testsuites name="${r(e.tool.name)}">
${k.join("")}</testsuites>`;return m(`<?xml version="1.0" encoding="UTF-8"?>
${h}
`)}var c=class{#n=new Map;#e;constructor(n){this.#e=new Set([...n].sort(p));for(let t of this.#e){let{image:s}=t.subject;if(s===void 0)continue;let o=this.#n.get(s);o===void 0?this.#n.set(s,[t]):o.push(t)}}take(n){let t=(this.#n.get(n.image)??[]).filter(({subject:s})=>(s.host===void 0||s.host===n.host)&&(s.isolation===void 0||s.isolation.includes(n.isolation)));for(let s of t)this.#e.delete(s);return t}left(){return[...this.#e]}};function F(e){let n=["warning","notice"].find(t=>t===e)??"error";return({level:t})=>f(t,n)>=0}function T(e,n,t){let s=n.filter(t),o=s.length>0?void 0:R(e,n);return{group:e.host,name:`${y({...e,name:e.image})} in ${e.isolation} isolation`,failures:s,...o===void 0?{}:{skipped:o},remarks:n.filter(i=>!t(i)),...C(e)}}function R({prediction:e,reason:n,observation:t},s){return e==="unknown"?n:t?.outcome==="not-run"&&s.some(({rule:i})=>i==="smoke-not-run")?`Its smoke container was not run. ${t.message}`:void 0}function C({observation:e,isolation:n}){if(e===void 0)return{};let{milliseconds:t,message:s}=e;return{seen:`smoke container: ${g(e,n)}. ${s}`,...t===void 0?{}:{seconds:t/1e3}}}function w(e,n){let t=n(e),s=e.places[0];return{group:e.rule,name:s===void 0?e.message:u(s),failures:t?[e]:[],remarks:t?[]:[e]}}function x(e){return{group:e.tool.name,name:"what was demanded could be done",failures:[],error:$(e),remarks:[]}}function l(e,n){let t=n.filter(a=>a.failures.length>0).length,s=n.filter(a=>a.skipped!==void 0).length,o=n.filter(a=>a.error!==void 0).length,i=`tests="${n.length}" failures="${t}" errors="${o}" skipped="${s}"`;return`  <testsuite name="${e}" ${i}>
${n.map(P).join("")}  </testsuite>
`}function P(e){let n=`    <testcase classname="${r(e.group)}" name="${r(e.name)}"${e.seconds===void 0?"":` time="${e.seconds}"`}`,t=[...e.seen===void 0?[]:[r(e.seen)],...e.remarks.map(S)],s=[...e.failures.map(b),...e.error===void 0?[]:[`      <error type="incomplete" message="${r(e.error)}"/>
`],...e.skipped===void 0?[]:[`      <skipped message="${r(e.skipped)}"/>
`],...t.length===0?[]:[`      <system-out>${t.join(`
`)}</system-out>
`]];return s.length===0?`${n}/>
`:`${n}>
${s.join("")}    </testcase>
`}function b(e){let n=e.places.map(s=>r(u(s))),t=[r(e.remedy),...n].join(`
`);return`      <failure type="${e.rule}" message="${r(e.message)}">${t}</failure>
`}function S(e){return`${e.level}: ${r(e.message)} [${e.rule}] ${r(e.remedy)}`}export{I as formatJunit};
//# sourceMappingURL=junit-C3QRLQLJ.js.map
