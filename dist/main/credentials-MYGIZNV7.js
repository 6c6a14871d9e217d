import{a}from"./chunk-2MSFTBQZ.js";import"./chunk-N45MBFJN.js";import"./chunk-RPELEJ3I.js";import"./chunk-7LQB7QH7.js";import"./chunk-GGS26FN2.js";export{a as createCredentials};
//# sourceMappingURL=credentials-MYGIZNV7.js.map
