//# sourceMappingURL=chunk-6CDA6PSF.js.map
