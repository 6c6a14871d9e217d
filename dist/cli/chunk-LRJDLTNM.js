//# sourceMappingURL=chunk-LRJDLTNM.js.map
