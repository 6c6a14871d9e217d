import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);
import{a as d}from"./chunk-VX6TR4EB.js";import{a as r,b as s}from"./chunk-XIIJAJXC.js";import{a as c}from"./chunk-63VV5YLL.js";import"./chunk-BIW3F6NZ.js";async function f(e){let{core:n,environment:i}=e;try{let t=e.readInputs(i,e.directories);t.warnings.length>0&&n.warning(t.warnings.join(`
`));let u=e.createWorld({environment:i,today:e.today(),insecureRegistries:t.settings.insecureRegistries,mirrors:t.settings.mirrors,timeoutSeconds:t.settings.timeoutSeconds,onSecret:o=>n.setSecret(o),progress:o=>n.info(d(o))});await e.publish(await e.check(t.options,u),t)}catch(t){n.setOutput("result","incomplete"),n.setFailed(m(t)),t instanceof Error&&t.stack!==void 0&&n.debug(t.stack)}}function m(e){return e instanceof r?a(`${e.message}
${e.remedy}`):`Unexpected: ${a(s(e))}
This is a fault of the action; please report it, with the log of a run in debug mode.`}function a(e){return e.split(`
`).map(c).join(`
`)}export{f as runAction};
//# sourceMappingURL=run-56OICX4E.js.map
