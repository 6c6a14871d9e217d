import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as l}from"./chunk-IA3ECVJF.js";function u(e,n){return e<n?-1:e>n?1:0}function d(e,n){let[i,r]=[e.places[0],n.places[0]];return i===void 0||r===void 0?+(i===void 0)-+(r===void 0)||t(e,n):u(i.file,r.file)||i.line-r.line||l(n.level,e.level)||i.column-r.column||t(e,n)}function m(e,n){return l(n.level,e.level)||d(e,n)}function t(e,n){return l(n.level,e.level)||u(e.rule,n.rule)||u(e.message,n.message)}export{u as a,d as b,m as c};
//# sourceMappingURL=chunk-4OQ2IXGG.js.map
