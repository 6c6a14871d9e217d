// Bundles the action and the command line into dist/. The same sources give the same bytes everywhere:
// nothing of the machine (paths, dates, line ends) may enter the output.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { GROUPS, groupedChunks } from './chunks.mjs';
import { collectLicenses } from './licenses.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const outdir = path.resolve(root, process.argv[2] ?? 'dist');

/**
 * The packages of `@actions` do nothing by being imported, but do not say so in their package.json, so that esbuild would
 * keep all they import: for `@actions/core` an HTTP client of half a megabyte (OIDC tokens) and `@actions/exec` with
 * `child_process` behind it (`core.platform`), a fifth of a start, for functions that nothing here calls.
 */
const unusedLeftOut = {
  name: 'unused-left-out',
  setup(pluginBuild) {
    const answered = Symbol('answered');
    pluginBuild.onResolve({ filter: /.*/ }, async ({ path: asked, pluginData, ...from }) => {
      if (pluginData === answered || !/[\\/]node_modules[\\/]@actions[\\/]/.test(from.importer))
        return undefined;
      const resolved = await pluginBuild.resolve(asked, { ...from, pluginData: answered });
      return resolved.external ? resolved : { ...resolved, sideEffects: false };
    });
  },
};

/**
 * `@actions/core` wants `crypto` for one random word; loading that module costs a tenth of a start. The global of the
 * same name is loaded when it is first used.
 */
const lazyCrypto = {
  name: 'lazy-crypto',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /^crypto$/ }, (resolved) =>
      resolved.importer.includes('@actions') ? { path: 'crypto', namespace: 'lazy-crypto' } : undefined,
    );
    pluginBuild.onLoad({ filter: /.*/, namespace: 'lazy-crypto' }, () => ({
      contents: 'export const randomUUID = () => globalThis.crypto.randomUUID();',
      loader: 'js',
    }));
  },
};

/**
 * dockerode brings an SSH client, gRPC, protobuf and tar for work that is not done here: sessions of BuildKit, building
 * images, engines behind SSH. Of its modem, too, nothing is used (src/engine/modem.ts says why). All that would be three
 * megabytes, with native parts that no bundle can hold.
 */
const lightDockerode = {
  name: 'light-dockerode',
  setup(pluginBuild) {
    const unused =
      /^(?:docker-modem|tar-fs|@balena\/dockerignore|protobufjs|@grpc\/.*|\.\/session|\.\/buildkit)$/;
    pluginBuild.onResolve({ filter: unused }, (resolved) =>
      /[\\/]node_modules[\\/]dockerode[\\/]/.test(resolved.importer)
        ? { path: resolved.path, namespace: 'not-used-here' }
        : undefined,
    );
    pluginBuild.onLoad({ filter: /.*/, namespace: 'not-used-here' }, ({ path: name }) => ({
      contents: `module.exports = () => { throw new Error(${JSON.stringify(`${name} is not in this bundle`)}); };`,
      loader: 'js',
    }));
  },
};

/**
 * dockerode asks for Node's own modules by `require`, which an ES module has not. Handing them over as ES modules spares
 * every start the making of a `require`.
 */
const importedBuiltins = {
  name: 'imported-builtins',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /^(?:events|fs|path|util|zlib)$/ }, (resolved) =>
      resolved.kind === 'require-call' && /[\\/]node_modules[\\/]dockerode[\\/]/.test(resolved.importer)
        ? { path: resolved.path, namespace: 'imported-builtin' }
        : undefined,
    );
    pluginBuild.onLoad({ filter: /.*/, namespace: 'imported-builtin' }, ({ path: name }) => ({
      contents: `export * from 'node:${name}';`,
      loader: 'js',
    }));
  },
};

/** What every bundle of this project is made with. */
export const plugins = [lazyCrypto, unusedLeftOut, lightDockerode, importedBuiltins];

const ENTRIES = { cli: 'src/cli/cli.ts', main: 'src/action/main.ts', post: 'src/action/post.ts' };

export async function bundle(directory) {
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  // Each edge by itself: shared chunks would be many small files, and a start reads every one of them.
  const metafiles = [];
  for (const [name, entry] of Object.entries(ENTRIES)) {
    const options = {
      absWorkingDir: root,
      entryPoints: { [name]: entry },
      outdir: directory,
      chunkNames: `${name}/[name]-[hash]`,
      bundle: true,
      splitting: true,
      platform: 'node',
      format: 'esm',
      target: 'node20.19',
      minify: true,
      legalComments: 'none',
      sourcemap: 'linked',
      sourcesContent: false,
      charset: 'utf8',
      metafile: true,
      define: { __VERSION__: JSON.stringify(version) },
      plugins,
      logLevel: 'warning',
    };
    const grouped = await groupedChunks(root, options, GROUPS[name] ?? []);
    const { metafile } = await build({ ...options, plugins: [grouped, ...plugins] });
    metafiles.push(metafile);
  }
  const metafile = {
    inputs: Object.assign({}, ...metafiles.map((each) => each.inputs)),
    outputs: Object.assign({}, ...metafiles.map((each) => each.outputs)),
  };
  await writeFile(path.join(directory, 'licenses.txt'), await collectLicenses(root, metafile));
  return metafile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const metafile = await bundle(outdir);
  for (const [file, output] of Object.entries(metafile.outputs)) {
    if (file.endsWith('.js')) console.log(`${String(output.bytes).padStart(8)}  ${file}`);
  }
}
