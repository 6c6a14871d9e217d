var e=["process","hyperv"];export{e as a};
//# sourceMappingURL=chunk-S7NHUGSN.js.map
