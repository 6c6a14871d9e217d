var u={minimumBuild:17763,minimumEngine:[18,9],sources:["ms-isolation","moby-20.10-daemon-windows"]};function i(e){return e==="client"?"hyperv":"process"}function m(e,n){let o=/^v?(\d{1,4})\.(\d{1,4})(?!\d)/.exec(e);if(!o)return;let[r,t]=[Number(o[1]),Number(o[2])];return r>n[0]||r===n[0]&&t>=n[1]}export{u as a,i as b,m as c};
//# sourceMappingURL=chunk-7IIF3CYI.js.map
