import{C as p,O as s,Q as c,R as f,V as l}from"./chunk-4CPTJUBA.js";import{N as i}from"./chunk-VF4DNWZN.js";import"./chunk-YLE4T3NQ.js";var g=120,x={passed:"green",failed:"red",incomplete:"yellow"};function R(m,r){let{report:o,lineOf:a}=m,e=c(r.color),n=r.width??g,d=[...[...o.findings].sort(p).map(t=>f(t,a,e,n)),l(o,e,n)].filter(t=>t.length>0),y=e(s(o),"bold",x[o.result]);return i(`${[...d.map(t=>t.join(`
`)),y].join(`

`)}
`)}export{R as formatText};
//# sourceMappingURL=text-YGO7JY4O.js.map
