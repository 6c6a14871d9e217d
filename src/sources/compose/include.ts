import { shortened } from '../problems.ts';
import { directoryOf, isRemote, pathBelow } from './files.ts';
import { type LoadedFiles, type Loading, layOver, type Services } from './loading.ts';
import { syntax, unresolved } from './mistakes.ts';
import { type ComposeNode, type MapNode, nodeAt, type TextNode } from './node.ts';
import { withEnvFiles } from './variables.ts';

/** One entry of `include`. */
interface Include {
  /** The first is the file; the others are laid over it. */
  readonly paths: readonly TextNode[];
  readonly projectDirectory?: TextNode;
  readonly envFiles: readonly TextNode[];
}

/** The services that a document takes from the files it includes, each read in a directory and with variables of its own. */
export async function includedServices(
  document: MapNode,
  file: string,
  loaded: LoadedFiles,
  loading: Loading,
  load: (files: LoadedFiles, loading: Loading) => Promise<Services>,
): Promise<Services> {
  let services: Services = new Map();
  for (const include of includesIn(document, loading)) {
    const inner = await innerFiles(include, file, loaded, loading);
    if (inner === undefined) continue;
    const brought = await load(inner, loading);
    // What two files bring is merged; the one that includes them has the last word.
    services = layOver(services, brought, loading.problems);
  }
  return services;
}

function includesIn(document: MapNode, { problems }: Loading): readonly Include[] {
  const node = nodeAt(document, ['include']);
  if (node === undefined || node.kind === 'empty' || node.kind === 'reset') return [];
  if (node.kind !== 'list') {
    problems.push(syntax(node.place, 'include is no list', 'Write each file as an item of a list.'));
    return [];
  }
  return node.items.flatMap((item): readonly Include[] => {
    const paths = texts(item.kind === 'map' ? nodeAt(item, ['path']) : item);
    if (paths.length === 0 || item.kind === 'list') {
      problems.push(syntax(item.place, 'An item of include names no file', 'Write its path.'));
      return [];
    }
    const directory = nodeAt(item, ['project_directory']);
    return [
      {
        paths,
        envFiles: texts(nodeAt(item, ['env_file'])),
        ...(directory?.kind === 'text' && directory.text !== '' ? { projectDirectory: directory } : {}),
      },
    ];
  });
}

function texts(node: ComposeNode | undefined): readonly TextNode[] {
  if (node?.kind === 'text') return [node];
  return node?.kind === 'list' ? node.items.filter((item) => item.kind === 'text') : [];
}

async function innerFiles(
  { paths, projectDirectory, envFiles }: Include,
  file: string,
  loaded: LoadedFiles,
  loading: Loading,
): Promise<LoadedFiles | undefined> {
  const [first] = paths;
  const files: string[] = [];
  for (const path of paths) {
    if (path.unknown === true) return undefined;
    const found = pathBelow(path.directory, path.text);
    if (found === undefined) {
      const what = isRemote(path.text) ? 'kept elsewhere' : 'outside the workspace';
      loading.problems.push(
        unresolved(
          path.place,
          `${shortened(path.text)} is ${what}, and was not read`,
          'Check it where it is.',
        ),
      );
      return undefined;
    }
    files.push(found);
  }
  const [main] = files;
  if (main === undefined || first === undefined) return undefined;
  const includedBy = [...loaded.includedBy, file];
  if (includedBy.includes(main)) {
    loading.problems.push(
      unresolved(
        first.place,
        `${main} includes itself, by way of ${includedBy.length} files`,
        'Take one include out of the circle.',
      ),
    );
    return undefined;
  }
  const directory =
    projectDirectory === undefined || projectDirectory.unknown === true
      ? directoryOf(main)
      : (pathBelow(projectDirectory.directory, projectDirectory.text) ?? directoryOf(main));
  const named = envFiles.filter(({ text }) => text !== '/dev/null');
  return {
    files,
    directory,
    variables: await withEnvFiles(
      loaded.variables,
      { named, found: envFiles.length === 0 ? directory : undefined },
      loading,
    ),
    from: first.place,
    includedBy,
  };
}
