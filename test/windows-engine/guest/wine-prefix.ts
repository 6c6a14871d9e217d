import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFile,
  copyFile,
  link,
  mkdir,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { GuestSystem } from '../guest-runner.ts';
import { programsOf } from './programs.ts';
import { machineValues, userValues } from './wine-registry.ts';

/** A folder with all that the Wine guests of one test run make: nothing of them is outside it. */
export interface WineHome {
  readonly folder: string;
}

/** The programs that Wine itself needs in a prefix, whatever image it stands for. */
export const WINE_PROGRAMS: ReadonlySet<string> = new Set(
  ['conhost', 'plugplay', 'rpcss', 'services', 'start', 'svchost', 'wineboot', 'winedevice'].map(
    (name) => `${name}.exe`,
  ),
);

/** What a console program in a container never looks at; a prefix without it is quicker to copy. */
const NEEDLESS = ['windows/syswow64', 'windows/winsxs', 'windows/Installer', 'windows/Microsoft.NET'];

/** Files that a guest only executes or loads: shared between prefixes. All others are copied, as a guest may write them. */
const EXECUTED = new Set(['.acm', '.ax', '.cpl', '.dll', '.drv', '.ds', '.exe', '.ocx', '.sys', '.tlb']);

/** The environment of Wine in a prefix. `TMPDIR` is where Debian's wineserver keeps its socket. */
export function wineEnvironment(home: WineHome, prefix: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: join(home.folder, 'home'),
    TMPDIR: join(home.folder, 'tmp'),
    LANG: 'C.UTF-8',
    WINEPREFIX: prefix,
    WINEARCH: 'win64',
    WINEDEBUG: '-all',
    // Neither .NET nor HTML nor menus, and without this Wine offers to download the first two.
    WINEDLLOVERRIDES: 'mscoree=;mshtml=;winemenubuilder.exe=',
  };
}

/** Runs a tool of Wine in a prefix to its end, its output thrown away. */
export async function runWine(
  home: WineHome,
  prefix: string,
  tool: string,
  ...args: string[]
): Promise<number> {
  const child = spawn(tool, args, { env: wineEnvironment(home, prefix), cwd: home.folder, stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

/** Makes the prefix that those of the containers are copied from: some seconds. `end` ends whatever runs in it. */
export async function makeTemplate(home: WineHome, end: (prefix: string) => Promise<void>): Promise<string> {
  const template = join(home.folder, 'template');
  await Promise.all(['home', 'tmp', 'containers'].map((name) => mkdir(join(home.folder, name))));
  const code = await runWine(home, template, 'wineboot', '-i');
  await end(template);
  if (code !== 0) {
    throw new Error(`wineboot -i failed with ${code}`);
  }
  await Promise.all(
    NEEDLESS.map((place) => rm(join(template, 'drive_c', place), { recursive: true, force: true })),
  );
  const registry = join(template, 'system.reg');
  const text = await readFile(registry, 'utf8');
  // Wine begins as Windows 7 with a service pack, which no Windows of today has.
  await writeFile(registry, withoutServices(text.replaceAll(/^"CSDVersion"=.*\n/gm, '')));
  return template;
}

/** Services that no console program asks for. Every container would start them anew, most of what its start takes. */
const NEEDLESS_SERVICES = ['Eventlog', 'NDIS', 'PlugPlay', 'winebus', 'winehid', 'wineusb'];

/** A registry file in which they are switched off. */
function withoutServices(registry: string): string {
  return NEEDLESS_SERVICES.reduce(
    (text, name) =>
      text.replace(
        new RegExp(
          `(^\\[System\\\\\\\\CurrentControlSet\\\\\\\\Services\\\\\\\\${name}\\][^[]*?^"Start"=dword:)\\d{8}`,
          'mi',
        ),
        (_, before: string) => `${before}00000004`,
      ),
    registry,
  );
}

/** Makes the prefix of one container: files, programs and registry as its image would have them. */
export async function makePrefix(template: string, prefix: string, system: GuestSystem): Promise<void> {
  const kept = new Set(programsOf(system.family).map(({ name }) => `${name}.exe`));
  await copyTree(
    join(template, 'drive_c'),
    join(prefix, 'drive_c'),
    (name) => !name.endsWith('.exe') || kept.has(name) || WINE_PROGRAMS.has(name),
  );
  await rm(join(prefix, 'drive_c/windows/system32/WindowsPowerShell'), { recursive: true, force: true });
  for (const name of ['system.reg', 'user.reg', 'userdef.reg', '.update-timestamp']) {
    await copyFile(join(template, name), join(prefix, name));
  }
  await appendFile(join(prefix, 'system.reg'), machineValues(system));
  await appendFile(join(prefix, 'user.reg'), userValues(system));
  // No drive Z: a guest does not see the files of this machine. Y holds what starts it.
  await mkdir(join(prefix, 'dosdevices'));
  await mkdir(join(prefix, 'launch'));
  await symlink('../drive_c', join(prefix, 'dosdevices', 'c:'));
  await symlink('../launch', join(prefix, 'dosdevices', 'y:'));
}

/** Copies a tree; links to places outside it (Wine's "My Documents") become empty folders. */
async function copyTree(from: string, to: string, wanted: (name: string) => boolean): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      await copyTree(source, target, wanted);
    } else if (entry.isSymbolicLink()) {
      await mkdir(target);
    } else if (wanted(entry.name.toLowerCase())) {
      await (EXECUTED.has(extname(entry.name).toLowerCase())
        ? link(source, target)
        : copyFile(source, target));
    }
  }
}
