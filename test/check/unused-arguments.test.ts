import { describe, expect, it } from 'vitest';
import { checkCase } from './world.ts';

const NANO = 'mcr.microsoft.com/windows/nanoserver';
const APP = `ARG WINDOWS_VERSION=ltsc2022\nFROM ${NANO}:$WINDOWS_VERSION AS one\nARG APP_VERSION\nRUN dir\n`;
const RUN = 'The build argument';
const variant = (buildArgs: Readonly<Record<string, string>>, more = {}) => ({
  dockerfile: 'app/Dockerfile',
  buildArgs,
  hosts: ['ltsc2022'],
  ...more,
});

/** `level message` of each build argument that is told as given in vain, with its places. */
async function unused(files: Readonly<Record<string, string>>, options: object): Promise<readonly string[]> {
  const { report } = await checkCase({ files, options: { resolve: 'tags', ...options } });
  return report.findings
    .filter(({ rule }) => rule === 'unused-argument')
    .map(({ level, message, places }) =>
      [level, message, ...places.map(({ file, line }) => `${file}:${line}`)].join(' '),
    );
}

describe('a build argument of a variant', () => {
  const told = async (...variants: readonly ReturnType<typeof variant>[]) =>
    unused({ 'app/Dockerfile': APP }, { variants });

  it('that its Dockerfile does not declare is told, with the name that is meant', async () => {
    expect(await told(variant({ WINDOWS_VERSON: 'ltsc2025' }))).toEqual([
      'notice A variant of app/Dockerfile gives the build argument WINDOWS_VERSON, which that file does not declare. Did you mean WINDOWS_VERSION?',
    ]);
  });

  it('is told once for all its values, where the variant is written', async () => {
    const place = { file: 'variants.yml', line: 3, column: 3 };
    const values = ['1', '2', '3'].map((COLOUR) => variant({ COLOUR }, { place }));
    expect(await told(...values)).toEqual([
      'notice A variant of app/Dockerfile gives the build argument COLOUR, which that file does not declare. variants.yml:3',
    ]);
  });

  it('in other capitals is another one', async () => {
    expect(await told(variant({ windows_version: 'ltsc2025' }))).toEqual([
      expect.stringContaining('Did you mean WINDOWS_VERSION?'),
    ]);
  });

  it.each(['WINDOWS_VERSION', 'APP_VERSION'])('that is declared, as %s, is no news', async (name) => {
    expect(await told(variant({ [name]: 'ltsc2022' }))).toEqual([]);
  });

  it.each(['HTTP_PROXY', 'no_proxy', 'TARGETPLATFORM', 'BUILDKIT_SYNTAX', 'SOURCE_DATE_EPOCH'])(
    'that needs no ARG, as %s, is no news',
    async (name) => {
      expect(await told(variant({ [name]: 'x' }))).toEqual([]);
    },
  );

  it('of a file that is not there is told as the file alone', async () => {
    expect(await unused({}, { variants: [variant({ COLOUR: '1' })] })).toEqual([]);
  });
});

describe('a build argument of the run', () => {
  const OTHER = `FROM ${NANO}:ltsc2022\nARG COLOUR\n`;
  const buildArgs = { COLOUR: 'red' };

  it('that no Dockerfile declares is told once', async () => {
    const files = { 'app/Dockerfile': APP, 'web/Dockerfile': APP };
    expect(await unused(files, { buildArgs })).toEqual([
      `notice ${RUN} COLOUR is given, and no Dockerfile that was read declares it.`,
    ]);
    expect(await unused(files, { buildArgs: { APP_VERSON: '1' } })).toEqual([
      `notice ${RUN} APP_VERSON is given, and no Dockerfile that was read declares it. Did you mean APP_VERSION?`,
    ]);
  });

  it('can be switched off', async () => {
    const levels = { 'unused-argument': 'off' };
    expect(await unused({ Dockerfile: APP }, { buildArgs, levels })).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, string>>, object]>([
    ['one Dockerfile declares it', { 'app/Dockerfile': APP, 'web/Dockerfile': OTHER }, {}],
    [
      'one that is there for a Linux image does',
      { Dockerfile: APP, 'a/Dockerfile': 'ARG COLOUR\nFROM alpine\n' },
      {},
    ],
    [
      'one that a Compose file builds does',
      {
        'compose.yaml': 'services: {a: {build: {context: ., dockerfile: win.txt}, isolation: process}}\n',
        'win.txt': OTHER,
      },
      {},
    ],
    [
      'one that stands in a bake file does',
      {
        'docker-bake.json': JSON.stringify({ target: { a: { 'dockerfile-inline': OTHER } } }),
        Dockerfile: APP,
      },
      {},
    ],
    ['the Dockerfile of a variant does', { 'app/Dockerfile': OTHER }, { variants: [variant({})] }],
    ['one could not be read to its end', { Dockerfile: APP, 'a/Dockerfile': '\u0000' }, {}],
    [
      'one is for another frontend',
      { Dockerfile: APP, 'a/Dockerfile': `# syntax=acme/frontend\n${APP}` },
      {},
    ],
    ['only images are asked about', { Dockerfile: APP }, { images: [`${NANO}:ltsc2022`] }],
    ['there is no Dockerfile', { 'compose.yaml': `services: {a: {image: "${NANO}:ltsc2022"}}\n` }, {}],
  ])('where %s, is no news', async (_, files, options) => {
    expect(await unused(files, { buildArgs, ...options })).toEqual([]);
  });
});
