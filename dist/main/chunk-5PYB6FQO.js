var o=/^10\.0\.(0|[1-9]\d{0,6})(?:\.(0|[1-9]\d{0,6}))?$/;function r(i){let n=o.exec(i);if(!n?.[1])return;let e=Number(n[1]);return n[2]===void 0?{build:e}:{build:e,revision:Number(n[2])}}function s(i){let n=`10.0.${i.build}`;return i.revision===void 0?n:`${n}.${i.revision}`}export{r as a,s as b};
//# sourceMappingURL=chunk-5PYB6FQO.js.map
