import"./chunk-YLE4T3NQ.js";function c(e){return e.map(r=>`${i(r)}
`).join("")}function i(e){let r=[["title",e.title],["file",e.file],["line",e.startLine],["endLine",e.endLine],["col",e.startColumn],["endColumn",e.endColumn]].filter(([,n])=>n!==void 0).map(([n,t])=>`${n}=${o(String(t))}`);return`::${e.kind} ${r.join(",")}::${l(e.message)}`.replaceAll("##[","## [")}function l(e){return e.replaceAll("%","%25").replaceAll("\r","%0D").replaceAll(`
`,"%0A")}function o(e){return l(e).replaceAll(":","%3A").replaceAll(",","%2C")}export{c as formatWorkflowCommands};
//# sourceMappingURL=workflow-commands-LEOEHXR6.js.map
