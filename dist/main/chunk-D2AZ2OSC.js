function i(n,e){return t(n)===t(e)}function t(n){return(n.split(".",1)[0]??"").slice(0,15).toLowerCase()}export{i as a};
//# sourceMappingURL=chunk-D2AZ2OSC.js.map
