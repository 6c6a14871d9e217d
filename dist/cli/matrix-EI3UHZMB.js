import{a,b,c}from"./chunk-VVXJJFRM.js";import"./chunk-3RMQR4L3.js";import"./chunk-YLE4T3NQ.js";export{a as MOST_LEGS,b as fanOut,c as formatMatrix};
//# sourceMappingURL=matrix-EI3UHZMB.js.map
