var e=["process","hyperv"];export{e as a};
//# sourceMappingURL=chunk-K7XV4YCE.js.map
