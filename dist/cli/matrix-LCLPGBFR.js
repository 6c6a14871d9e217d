import{a,b,c}from"./chunk-C6CDOBQ6.js";import"./chunk-AJO3ZXNF.js";import"./chunk-7PED2UPL.js";import"./chunk-UQZTJSGI.js";import"./chunk-P7GWGR7Q.js";import"./chunk-ZBLBO4JZ.js";import"./chunk-RLYSZPOU.js";import"./chunk-FW4W4CSV.js";import"./chunk-GB2FI3B2.js";import"./chunk-YLE4T3NQ.js";export{a as MOST_LEGS,b as fanOut,c as formatMatrix};
//# sourceMappingURL=matrix-LCLPGBFR.js.map
