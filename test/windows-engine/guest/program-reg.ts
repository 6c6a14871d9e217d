import { notSimulated } from './failures.ts';
import type { ProcessContext } from './machine.ts';
import { CURRENT_VERSION, currentVersionValues, type RegistryValue } from './registry.ts';

const ROOTS: Readonly<Record<string, string>> = {
  HKLM: 'HKEY_LOCAL_MACHINE',
  HKCU: 'HKEY_CURRENT_USER',
  HKCR: 'HKEY_CLASSES_ROOT',
  HKU: 'HKEY_USERS',
  HKCC: 'HKEY_CURRENT_CONFIG',
};

/** Of the many keys below `CurrentVersion`, some, so that a listing of the whole key looks like one. */
const KEYS_BELOW = ['AppCompatFlags', 'Fonts', 'Winlogon'];

/** `reg query KEY [/v NAME]` for the key that tells the version of Windows. */
export async function reg({ argv, output, system }: ProcessContext): Promise<number> {
  const [, verb = '', key = '', ...options] = argv;
  if (verb.toLowerCase() !== 'query') {
    return verb === '' ? invalidSyntax(output, '') : refuse(`reg ${verb}`);
  }
  const path = wholePath(key);
  if (path === undefined) {
    output.stderr('ERROR: Invalid key name.\r\nType "REG QUERY /?" for usage.\r\n');
    return 1;
  }
  const wanted = readOptions(options);
  if (wanted === 'invalid') {
    return invalidSyntax(output, ' QUERY');
  }
  const known = path.toUpperCase() === `HKEY_LOCAL_MACHINE\\${CURRENT_VERSION}`.toUpperCase();
  const values = known
    ? currentVersionValues(system).filter((value) => wanted === undefined || sameName(value.name, wanted))
    : [];
  if (values.length === 0) {
    output.stderr('ERROR: The system was unable to find the specified registry key or value.\r\n');
    return 1;
  }
  const below = wanted === undefined ? KEYS_BELOW.map((name) => `${path}\\${name}\r\n`).join('') : '\r\n';
  output.stdout(`\r\n${path}\r\n${values.map(lineOf).join('')}${wanted === undefined ? '\r\n' : ''}${below}`);
  return 0;
}

/** The name after /v, if any. */
function readOptions(options: readonly string[]): string | undefined | 'invalid' {
  let wanted: string | undefined;
  for (let index = 0; index < options.length; index += 1) {
    const option = (options[index] ?? '').toLowerCase();
    if (option === '/v') {
      index += 1;
      wanted = options[index];
      if (wanted === undefined) {
        return 'invalid';
      }
    } else if (/^\/(?:ve|s|f|k|d|c|e|t|se|z)$/.test(option)) {
      return refuse(`reg query ${option}`);
    } else if (!/^\/reg:(?:32|64)$/.test(option)) {
      return 'invalid';
    }
  }
  return wanted;
}

function wholePath(key: string): string | undefined {
  const [root = '', ...rest] = key.split('\\');
  const long = ROOTS[root.toUpperCase()] ?? Object.values(ROOTS).find((name) => sameName(name, root));
  return long === undefined ? undefined : [long, ...rest].join('\\');
}

function lineOf({ name, data }: RegistryValue): string {
  return typeof data === 'number'
    ? `    ${name}    REG_DWORD    0x${data.toString(16)}\r\n`
    : `    ${name}    REG_SZ    ${data}\r\n`;
}

function sameName(left: string, right: string): boolean {
  return left.toUpperCase() === right.toUpperCase();
}

function invalidSyntax(output: ProcessContext['output'], verb: string): number {
  output.stderr(`ERROR: Invalid syntax.\r\nType "REG${verb} /?" for usage.\r\n`);
  return 1;
}

function refuse(what: string): never {
  throw notSimulated(what);
}
