import{a}from"./chunk-WD62NSZH.js";import"./chunk-SVL23CG2.js";import"./chunk-MWZ2UNOF.js";import"./chunk-DSKDJ7XF.js";import"./chunk-GGS26FN2.js";export{a as createCredentials};
//# sourceMappingURL=credentials-FGIYMSIF.js.map
