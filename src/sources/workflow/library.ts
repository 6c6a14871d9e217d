import { ComposeFiles, type FileReader, pathBelow } from '../compose/files.ts';
import type { Place } from '../reading.ts';
import type { SourceText } from '../source-text.ts';
import { plainCheckoutPath } from './checkout-step.ts';
import {
  documentOf,
  type MapNode,
  nodeAt,
  placeOf,
  type TextNode,
  textAt,
  type WorkflowNode,
} from './node.ts';
import type { Tell } from './problems.ts';

/** A local action: its file, and where it lies. */
export interface LocalAction {
  readonly document: MapNode;
  /** Relative to the workspace. */
  readonly directory: string;
}

/** How this very action is called in its metadata. */
const OUR_NAME = 'Windows Isolation Check';

/**
 * The workflow with every local file that it leads to. All are read before anything is made of them: `uses` may hold no
 * expression, so what a workflow leads to is known from its text.
 */
export class Library {
  readonly files: ComposeFiles;
  readonly #tell: Tell;
  readonly #documents = new Map<SourceText, MapNode | undefined>();
  readonly #workflows = new Map<string, MapNode | undefined>();
  readonly #actions = new Map<string, LocalAction | undefined>();
  /** Where an action lies in the repository, where that is not what its path says. */
  readonly #directories = new Map<TextNode, string>();

  constructor(read: FileReader, tell: Tell) {
    this.#tell = tell;
    this.files = new ComposeFiles(read, tell.problems, (place, what, remedy) => ({
      code: 'workflow-unresolved',
      message: `${what}.`,
      remedy,
      place,
    }));
  }

  /** Reads the workflow, and all that it leads to. */
  async load(file: string): Promise<MapNode | undefined> {
    const source = await this.files.source(file, { file, line: 1, column: 1 });
    const document = this.#document(source);
    this.#workflows.set(file, document);
    const open: WorkflowNode[] = document === undefined ? [] : [document];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const { uses, base } of usesIn(next)) {
        const found = isWorkflowPath(uses.raw.text)
          ? await this.#loadWorkflow(uses)
          : await this.#loadAction(uses, base);
        if (found !== undefined) open.push(found);
      }
    }
    return document;
  }

  /** The reusable workflow of a `uses`; undefined where it is not here. */
  workflow({ raw: { text } }: TextNode): MapNode | undefined {
    const path = pathBelow('', text);
    return path === undefined ? undefined : this.#workflows.get(path);
  }

  /** The local action of a `uses`; undefined where it is not here. */
  action(uses: TextNode): LocalAction | undefined {
    const path = this.#directories.get(uses) ?? pathBelow('', uses.raw.text);
    return path === undefined ? undefined : this.#actions.get(path);
  }

  /** A workflow that was not read yet. */
  async #loadWorkflow(uses: TextNode): Promise<MapNode | undefined> {
    const path = pathBelow('', uses.raw.text);
    if (path === undefined || path.startsWith('../') || this.#workflows.has(path)) return undefined;
    this.#workflows.set(path, undefined);
    const document = this.#document(await this.files.source(path, placeOf(uses)));
    this.#workflows.set(path, document);
    return document;
  }

  async #loadAction(uses: TextNode, base: string): Promise<MapNode | undefined> {
    const written = pathBelow('', uses.raw.text);
    const moved = base !== '' && (written === base || written?.startsWith(`${base}/`));
    const directory = moved ? written?.slice(base.length + 1) : written;
    if (moved && directory !== undefined) this.#directories.set(uses, directory);
    if (directory === undefined || directory.startsWith('../') || this.#actions.has(directory))
      return undefined;
    this.#actions.set(directory, undefined);
    const before = this.files.problems.length;
    const source = (await this.#found(directory, 'yml')) ?? (await this.#found(directory, 'yaml'));
    if (source === undefined) {
      if (this.files.problems.length === before) this.#missing(directory, placeOf(uses));
      return undefined;
    }
    const document = this.#document(source);
    if (document === undefined) return undefined;
    this.#actions.set(directory, { document, directory });
    return document;
  }

  #found(directory: string, ending: string): Promise<SourceText | undefined> {
    return this.files.source(
      directory === '' ? `action.${ending}` : `${directory}/action.${ending}`,
      undefined,
    );
  }

  #missing(directory: string, place: Place): void {
    const path = directory === '' ? '.' : directory;
    this.#tell.missing(
      place,
      this.files.full
        ? `The action ${path} is left unread, as too many files belong to this workflow`
        : `There is no action.yml in ${path}, so nothing is said about what the action does`,
      'Correct the path; an action that a step brings before it is used cannot be read.',
    );
  }

  #document(source: SourceText | undefined): MapNode | undefined {
    if (source === undefined) return undefined;
    if (!this.#documents.has(source)) this.#documents.set(source, documentOf(source, this.#tell));
    return this.#documents.get(source);
  }
}

/** The local actions that steps use, with those that these use. */
export function actionsOf(steps: readonly WorkflowNode[], library: Library): readonly MapNode[] {
  const found = new Set<MapNode>();
  const open = [...steps];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const uses = textAt(step, 'uses');
    const action = uses?.raw.text.startsWith('./') ? library.action(uses) : undefined;
    if (action === undefined || found.has(action.document)) continue;
    found.add(action.document);
    const within = nodeAt(action.document, 'runs', 'steps');
    if (within?.kind === 'list') open.push(...within.items);
  }
  return [...found];
}

/** Whether a local action is this very one. */
export function isOurs({ document }: LocalAction): boolean {
  return textAt(document, 'name')?.raw.text.trim() === OUR_NAME;
}

function isWorkflowPath(text: string): boolean {
  return /^\.\/\.github\/workflows\/[^/]+\.ya?ml$/i.test(text);
}

/** A local `uses`, and the path at which the repository is checked out before it; empty for the workspace. */
interface LocalUses {
  readonly uses: TextNode;
  readonly base: string;
}

/** Every local `uses` of a workflow or an action. */
function* usesIn(document: WorkflowNode): Iterable<LocalUses> {
  const jobs = nodeAt(document, 'jobs');
  const lists = [nodeAt(document, 'runs', 'steps')];
  for (const { node: job } of jobs?.kind === 'map' ? jobs.entries.values() : []) {
    const uses = textAt(job, 'uses');
    if (uses !== undefined && isWorkflowPath(uses.raw.text)) yield { uses, base: '' };
    lists.push(nodeAt(job, 'steps'));
  }
  for (const list of new Set(lists)) {
    let base = '';
    for (const step of list?.kind === 'list' ? list.items : []) {
      if (step.kind === 'map') base = plainCheckoutPath(step) ?? base;
      const uses = textAt(step, 'uses');
      if (uses !== undefined && /^\.\//.test(uses.raw.text) && !isWorkflowPath(uses.raw.text))
        yield { uses, base };
    }
  }
}
