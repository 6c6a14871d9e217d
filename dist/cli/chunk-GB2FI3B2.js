var e="runner";export{e as a};
//# sourceMappingURL=chunk-GB2FI3B2.js.map
