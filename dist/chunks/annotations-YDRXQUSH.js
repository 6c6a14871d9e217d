import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a,b,c}from"./chunk-HCVPDHXH.js";import"./chunk-FBOHIBME.js";import"./chunk-QWL4Y4LQ.js";import"./chunk-63VV5YLL.js";import"./chunk-Z2GOGXZW.js";import"./chunk-QZOPQFWY.js";import"./chunk-HGLSNXWA.js";import"./chunk-BIW3F6NZ.js";export{a as ANNOTATIONS_PER_KIND,b as LONGEST_MESSAGE,c as annotationsOf};
//# sourceMappingURL=annotations-YDRXQUSH.js.map
