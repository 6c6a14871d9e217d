import{C as p,L as s,N as c,O as f,S as l}from"./chunk-X235CRVG.js";import{N as i}from"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";var g=120,x={passed:"green",failed:"red",incomplete:"yellow"};function R(m,r){let{report:o,lineOf:a}=m,e=c(r.color),n=r.width??g,d=[...[...o.findings].sort(p).map(t=>f(t,a,e,n)),l(o,e,n)].filter(t=>t.length>0),y=e(s(o),"bold",x[o.result]);return i(`${[...d.map(t=>t.join(`
`)),y].join(`

`)}
`)}export{R as formatText};
//# sourceMappingURL=text-7ZM6H2GL.js.map
