import{a}from"./chunk-I6NJPJQT.js";import"./chunk-MKVFNVDU.js";import"./chunk-N3S6RILM.js";import"./chunk-VF4DNWZN.js";import"./chunk-YLE4T3NQ.js";export{a as createCredentials};
//# sourceMappingURL=credentials-H5TKKVKG.js.map
