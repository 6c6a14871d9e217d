import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CheckOptions } from '../check.ts';
import { CheckError, messageOf } from '../errors.ts';
import { Outside } from '../sources/outside.ts';
import type { Config, Reading } from './config/read-config.ts';

/** Where the settings of a repository stand, where nobody says another place; below the checked directory. */
export const DEFAULT_CONFIG = '.github/windows-isolation-check.yml';
/** The other ending that YAML goes by. */
const DEFAULT_CONFIG_YAML = '.github/windows-isolation-check.yaml';

/** What says how to check, besides inputs and options. */
export interface ConfigSources {
  /** A config file, relative to the checked directory; the usual one, if it is there, when left out. */
  readonly config?: string;
  /** Variants in YAML or JSON, and what they are called in messages. */
  readonly variants?: { readonly text: string; readonly name: string };
  /** A file of variants, likewise relative. */
  readonly variantsFile?: string;
  /** The inputs that were given, by the names of the action: they go before what the config says. */
  readonly given: ReadonlySet<string>;
}

/**
 * The options with what the config file and the variants say. Build arguments and levels are joined by name; for all else an
 * input stands in place of the config. YAML is loaded only where there is some.
 * @throws CheckError `input-invalid` naming every fault with its place
 */
export async function withConfig(options: CheckOptions, sources: ConfigSources): Promise<CheckOptions> {
  const { given } = sources;
  const asked = sources.config ?? (await usualConfig(options.workspace));
  const outside = new Outside(options.workspace);
  // The usual one is the repository's own word, and must not show what is elsewhere on this machine.
  if (sources.config === undefined && (await outside.has(asked))) throw linkOut(asked);
  const config = await contentOf(asked, options.workspace, sources.config === undefined);
  const file = sources.variantsFile;
  const variants =
    file === undefined
      ? sources.variants && { content: sources.variants.text, name: sources.variants.name, placed: false }
      : {
          content: await contentOf(file, options.workspace, false),
          name: slashed(file),
          placed: isInside(file),
        };
  if (config === undefined && variants === undefined) return options;

  const { readConfig, readVariants } = await import('./config/read-config.ts');
  const settings =
    config === undefined
      ? undefined
      : readConfig({ content: config, name: slashed(asked), placed: isInside(asked) });
  const list =
    variants === undefined ? undefined : readVariants({ ...variants, content: variants.content ?? '' });
  throwFaults([settings, list]);
  const told = settings !== undefined && 'value' in settings ? settings.value : {};
  for (const file of told.files ?? []) if (await outside.has(file.replace(/^!/, ''))) throw linkOut(file);
  const known = given.has('images') && !given.has('files') ? withoutFiles(told) : told;
  const listed = list !== undefined && 'value' in list ? list.value : known.variants;
  return {
    ...joined(options, known, given),
    ...(listed === undefined || listed.length === 0 ? {} : { variants: listed }),
  };
}

/** @throws CheckError `input-invalid` where both are there, as one of them would be read and the other be meant */
async function usualConfig(workspace: string): Promise<string> {
  const there = async (file: string) =>
    (await stat(path.resolve(workspace, file)).catch(() => undefined)) !== undefined;
  if (!(await there(DEFAULT_CONFIG_YAML))) return DEFAULT_CONFIG;
  if (!(await there(DEFAULT_CONFIG))) return DEFAULT_CONFIG_YAML;
  throw new CheckError(
    'input-invalid',
    `${DEFAULT_CONFIG} and ${DEFAULT_CONFIG_YAML} are both there, and one config file is read.`,
    'Remove one of them, or name the one that is meant as `config`.',
  );
}

function linkOut(file: string): CheckError {
  return new CheckError(
    'input-invalid',
    `${file} is a link that leads out of the checked directory, where no file of the repository may lead.`,
    'Put the file in its place, or name it by an input or an option.',
  );
}

/** Whoever names images and no files asks about these images, as a leg of a matrix does. */
function withoutFiles({ files: _, variants: __, ...rest }: Config): Config {
  return rest;
}

function joined(options: CheckOptions, config: Config, given: ReadonlySet<string>): CheckOptions {
  const of = <T>(name: string, told: T | undefined, otherwise: T): T =>
    told === undefined || given.has(name) ? otherwise : told;
  return {
    ...options,
    paths: of('files', config.files, options.paths),
    images: of('images', config.images, options.images),
    hosts: of('hosts', config.hosts, options.hosts),
    hostsMatch: of('hosts-match', config.hostsMatch, options.hostsMatch),
    isolation: of('isolation', config.isolation, options.isolation),
    policy: of('policy', config.policy, options.policy),
    buildArgs: { ...config.buildArgs, ...options.buildArgs },
    levels: { ...config.levels, ...options.levels },
  };
}

function throwFaults(readings: readonly (Reading<unknown> | undefined)[]): void {
  const faults = readings.flatMap((reading) =>
    reading !== undefined && 'faults' in reading ? reading.faults : [],
  );
  if (faults.length === 0) return;
  throw new CheckError(
    'input-invalid',
    faults.join('\n'),
    'Correct it at these places; schema/config.schema.json tells what stands where.',
  );
}

/** The bytes of a file; undefined where it is not there and need not be. */
async function contentOf(file: string, workspace: string, mayLack: boolean): Promise<Uint8Array | undefined> {
  const absolute = path.resolve(workspace, file);
  try {
    const { size } = await stat(absolute);
    if (size <= LARGEST) return await readFile(absolute);
    throw new Error(`it has ${size} bytes, and ${LARGEST} are read at most`);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const lacking = code === 'ENOENT' || code === 'ENOTDIR';
    if (lacking && mayLack) return undefined;
    throw new CheckError(
      'input-invalid',
      `${file} ${lacking ? 'does not exist' : `could not be read: ${messageOf(error)}`}.`,
      'Name a file below the checked directory, in YAML or JSON.',
      { cause: error },
    );
  }
}

const LARGEST = 1024 * 1024;

function slashed(file: string): string {
  return path.posix.normalize(file.replaceAll('\\', '/'));
}

/** Annotations can point to files of the workspace only. */
function isInside(file: string): boolean {
  return !path.isAbsolute(file) && !slashed(file).startsWith('../');
}
