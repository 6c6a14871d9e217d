var e="runner";export{e as a};
//# sourceMappingURL=chunk-I743XK7A.js.map
