import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b}from"./chunk-UL2P27AQ.js";import"./chunk-FBOHIBME.js";import"./chunk-FHKBDCCJ.js";import"./chunk-JGX6JJTF.js";import"./chunk-UATZVDXF.js";import"./chunk-QWL4Y4LQ.js";import"./chunk-63VV5YLL.js";import"./chunk-Z2GOGXZW.js";import"./chunk-QZOPQFWY.js";import"./chunk-HGLSNXWA.js";import"./chunk-BIW3F6NZ.js";export{a as SUMMARY_LIMIT,b as formatSummary};
//# sourceMappingURL=summary-2VXBXITX.js.map
