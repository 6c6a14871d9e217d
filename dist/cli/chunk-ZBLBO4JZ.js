import{a as t}from"./chunk-RLYSZPOU.js";var o=/(?<![^\n\r])((?:[^\S\n\r]|\u0085)*):(?=:)/g,i="##[";function u(n){return e(n,"$1: ","## [")}function l(n){return u(t(n))}function a(n){return n.split(`
`).map(l).join(`
`)}function c(n){return e(n,"$1&#x3a;","&#x23;#[")}function f(n,r){return JSON.stringify(n,null,r).replaceAll(i,"\\u0023#[")}function e(n,r,s){return(n.includes("::")?n.replace(o,r):n).replaceAll(i,s)}export{u as a,l as b,a as c,c as d,f as e};
//# sourceMappingURL=chunk-ZBLBO4JZ.js.map
