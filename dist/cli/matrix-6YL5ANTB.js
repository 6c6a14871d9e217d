import{a,b,c}from"./chunk-JI7Q5W3A.js";import"./chunk-VF4DNWZN.js";import"./chunk-YLE4T3NQ.js";export{a as MOST_LEGS,b as fanOut,c as formatMatrix};
//# sourceMappingURL=matrix-6YL5ANTB.js.map
