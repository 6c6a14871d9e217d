var n=["notice","warning","error"];function o(e,r){return n.indexOf(e)-n.indexOf(r)}function t(e,r){return o(e,r)>0?r:e}export{o as a,t as b};
//# sourceMappingURL=chunk-R5FW67IE.js.map
