// Which chunks a bundle falls into. esbuild makes one for every set of entries that share a module, which is dozens of files
// of a few hundred bytes, and Node takes longer to find and link a file than to compile what is in it.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * What is loaded together, most needed first: modules that a start of one of these needs at once, and that no group before
 * has, go into one chunk.
 */
export const GROUPS = {
  cli: [
    ['src/cli/judge-command.ts', 'src/cli/process-terminal.ts'],
    ['src/cli/check-command.ts', 'src/report/text.ts', 'src/report/json.ts'],
    ['src/demands/demands.ts'],
    ['src/demands/of-others.ts', 'src/pairing/container-findings.ts'],
    ['src/images/registry.ts', 'src/edge/credentials.ts'],
  ],
  main: [
    ['src/action/main.ts'],
    ['src/action/work.ts'],
    ['src/demands/demands.ts'],
    ['src/demands/of-others.ts', 'src/pairing/container-findings.ts'],
    ['src/images/registry.ts', 'src/edge/credentials.ts'],
  ],
};

/**
 * A plugin that keeps each group in one chunk: whoever imports a module of a group from outside imports all of the group, so
 * that the same entries share all its modules.
 *
 * @param options of the build that it is for
 */
export async function groupedChunks(root, options, groups) {
  const { metafile } = await build({ ...options, write: false, metafile: true, logLevel: 'silent' });
  const members = membersOf(groups, metafile);
  const outside = importersOf(members, metafile);
  return {
    name: 'grouped-chunks',
    setup(pluginBuild) {
      pluginBuild.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path: file }) => {
        const needed = outside.get(path.relative(root, file).replaceAll('\\', '/'));
        if (needed === undefined) return undefined;
        const imports = [...needed].map((group) => `import 'group:${group}';`).join(' ');
        return { contents: `${await readFile(file, 'utf8')}\n${imports}`, loader: 'ts' };
      });
      pluginBuild.onResolve({ filter: /^group:/ }, ({ path: asked }) => ({
        path: asked.slice('group:'.length),
        namespace: 'group',
      }));
      pluginBuild.onLoad({ filter: /.*/, namespace: 'group' }, ({ path: group }) => ({
        contents: members[group].map((name) => `import './${name}';`).join('\n'),
        resolveDir: root,
      }));
    },
  };
}

/** By file, the groups that it imports from without being in them. */
function importersOf(members, { inputs }) {
  const groupOf = new Map(members.flatMap((files, group) => files.map((file) => [file, group])));
  const importers = new Map();
  for (const [file, { imports }] of Object.entries(inputs)) {
    const needed = imports
      .filter(({ kind, path: target }) => kind === 'import-statement' && groupOf.has(target))
      .map(({ path: target }) => groupOf.get(target))
      .filter((group) => group !== groupOf.get(file));
    if (needed.length > 0) importers.set(file, new Set(needed));
  }
  return importers;
}

/** The files of each group, in the order in which they are run; what is loaded by itself is in none. */
function membersOf(groups, { inputs }) {
  const entries = new Set(
    Object.values(inputs)
      .flatMap(({ imports }) => imports)
      .filter(({ kind }) => kind === 'dynamic-import')
      .map((imported) => imported.path),
  );
  const taken = new Set();
  return groups.map((roots) => {
    const files = [];
    const visit = (file, isRoot) => {
      if (taken.has(file) || inputs[file] === undefined) return;
      taken.add(file);
      for (const { path: next, kind } of inputs[file].imports) {
        if (kind === 'import-statement') visit(next, false);
      }
      if (isRoot || entries.has(file)) taken.delete(file);
      else if (file.startsWith('src/')) files.push(file);
    };
    for (const root of roots) visit(root, true);
    return files;
  });
}
