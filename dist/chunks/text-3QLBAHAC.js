import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a}from"./chunk-AXSNGOZX.js";import"./chunk-FBOHIBME.js";import"./chunk-FHKBDCCJ.js";import"./chunk-UATZVDXF.js";import"./chunk-QWL4Y4LQ.js";import"./chunk-63VV5YLL.js";import"./chunk-Z2GOGXZW.js";import"./chunk-QZOPQFWY.js";import"./chunk-HGLSNXWA.js";import"./chunk-BIW3F6NZ.js";export{a as formatText};
//# sourceMappingURL=text-3QLBAHAC.js.map
