import o from"node:path";function d(n,e){let t=n.SystemRoot??n.SYSTEMROOT;return t===void 0?void 0:o.win32.join(t,"System32",e)}export{d as a};
//# sourceMappingURL=chunk-EIIMSU26.js.map
