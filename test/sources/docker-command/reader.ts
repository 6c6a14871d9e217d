import { readDockerCommand } from '../../../src/sources/docker-command/read-docker-command.ts';
import type { Place } from '../../../src/sources/reading.ts';
import type { ScriptOptions } from '../../../src/sources/shell/model.ts';
import { readScript } from '../../../src/sources/shell/read-script.ts';
import type { SourceValue } from '../../../src/sources/source-value.ts';
import type { BakeDeed, BuildDeed, ComposeDeed, Deed, RunDeed } from '../../../src/sources/workflow/model.ts';

/** What a script of bash does, each word of it at its offset. */
export function deedsOf(script: string, options: Partial<ScriptOptions> = {}): readonly Deed[] {
  const { commands } = readScript(script, {
    shell: 'bash',
    directory: '',
    environment: new Map(),
    programs: new Set(['docker', 'docker-compose']),
    ...options,
  });
  const place = (from: number, to: number): Place => ({
    file: 'w.yml',
    line: 1,
    column: from + 1,
    endLine: 1,
    endColumn: to + 1,
  });
  const written = (from: number, to: number) => script.slice(from, to);
  return commands.flatMap((command) => readDockerCommand(command, { place, written, step: 'step' }));
}

const text = (value: SourceValue | undefined) =>
  value === undefined ? undefined : value.unknown === true ? `${value.value}?` : value.value;

/** A build in short: what is not there, or empty, is left out. */
export function build({ dockerfilePath, args, target, platforms, isolation, tags }: BuildDeed) {
  return short({
    file: dockerfilePath,
    args: [...args].map(([name, value]) => `${name}=${text(value) ?? '(none)'}`).join(' '),
    target: text(target),
    platforms: platforms.map(text).join(' '),
    isolation: text(isolation),
    tags: tags.map(text).join(' '),
  });
}

export function run({ kind, image, isolation, platform, options }: RunDeed) {
  return short({
    kind,
    image: text(image),
    isolation: text(isolation),
    platform: text(platform),
    options: options
      .map(
        ({ name, written, value, unknown }) => `${written}:${name}=${unknown === true ? '?' : (value ?? '')}`,
      )
      .join(' '),
  });
}

export function compose({ files, directory, profiles, services, command, envFiles, unknown }: ComposeDeed) {
  return short({
    command,
    files: files?.join(' '),
    directory,
    profiles: profiles.join(' '),
    services: services.join(' '),
    envFiles: envFiles?.join(' '),
    unknown,
  });
}

export function bake({ files, directory, targets, set, unknown }: BakeDeed) {
  return short({
    files: files?.join(' '),
    directory,
    targets: targets.join(' '),
    set: set?.map(text).join(' '),
    unknown,
  });
}

function short(all: Readonly<Record<string, string | boolean | undefined>>) {
  return Object.fromEntries(
    Object.entries(all).filter(
      ([key, value]) => value !== undefined && (value !== '' || key === 'directory'),
    ),
  );
}
