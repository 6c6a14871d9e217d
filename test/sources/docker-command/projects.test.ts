import { describe, expect, it } from 'vitest';
import { bake, compose, deedsOf } from './reader.ts';

type Environment = readonly (readonly [string, string | undefined])[];

const projects = (script: string, environment: Environment = []) =>
  deedsOf(script, { environment: new Map(environment) }).map((deed) =>
    deed.kind === 'compose' ? compose(deed) : deed.kind === 'bake' ? bake(deed) : deed.kind,
  );

describe('docker compose', () => {
  it.each<[script: string, expected: Readonly<Record<string, unknown>>, environment?: Environment]>([
    ['docker compose up -d', { command: 'up', directory: '' }],
    ['docker-compose up', { command: 'up', directory: '' }],
    [
      'docker-compose -f a.yml build --pull web',
      { command: 'build', files: 'a.yml', directory: '', services: 'web' },
    ],
    [
      'docker compose -f app/a.yml -f b.yml up --build web db',
      { command: 'up', files: 'app/a.yml b.yml', directory: 'app', services: 'web db' },
    ],
    [
      'docker compose --file=a.yml --profile x --profile y pull',
      { command: 'pull', files: 'a.yml', directory: '', profiles: 'x y' },
    ],
    [
      'docker compose --project-directory app -f a.yml create',
      { command: 'create', files: 'a.yml', directory: 'app' },
    ],
    ['docker compose --env-file x.env -p name up', { command: 'up', directory: '', envFiles: 'x.env' }],
    ['cd app; docker compose -f ../a.yml up', { command: 'up', files: 'a.yml', directory: '' }],
    ['cd app; docker compose up', { command: 'up', directory: 'app' }],
    ['docker compose run --rm -e A=b web cmd /c ver', { command: 'run', directory: '', services: 'web' }],
    [
      'docker compose up --scale web=2 -t 5 --exit-code-from web web',
      { command: 'up', directory: '', services: 'web' },
    ],
    ['docker compose build --build-arg A=b web', { command: 'build', directory: '', services: 'web' }],
    ['docker --context x compose --ansi never up', { command: 'up', directory: '' }],
    // The environment.
    [
      'docker compose up',
      { command: 'up', files: 'a.yml b.yml', directory: '' },
      [['COMPOSE_FILE', 'a.yml:b.yml']],
    ],
    [
      'docker compose up',
      { command: 'up', files: 'a.yml b.yml', directory: '' },
      [['COMPOSE_FILE', 'a.yml;b.yml']],
    ],
    [
      'docker compose up',
      { command: 'up', files: 'a.yml b.yml', directory: '' },
      [
        ['COMPOSE_FILE', 'a.yml,b.yml'],
        ['COMPOSE_PATH_SEPARATOR', ','],
      ],
    ],
    [
      'docker compose -f c.yml up',
      { command: 'up', files: 'c.yml', directory: '' },
      [['COMPOSE_FILE', 'a.yml']],
    ],
    ['docker compose up', { command: 'up', directory: '', profiles: 'x y' }, [['COMPOSE_PROFILES', 'x, y']]],
    [
      'docker compose --profile z up',
      { command: 'up', directory: '', profiles: 'z' },
      [['COMPOSE_PROFILES', 'x']],
    ],
    ['COMPOSE_FILE=a.yml docker compose up', { command: 'up', files: 'a.yml', directory: '' }],
    // What is not known.
    ['docker compose up', { command: 'up', unknown: true }, [['COMPOSE_FILE', undefined]]],
    ['docker compose -f $X up', { command: 'up', unknown: true }],
    ['docker compose -f - up', { command: 'up', unknown: true }],
    ['docker compose up $X', { command: 'up', directory: '', unknown: true }],
    ['cd /x; docker compose up web', { command: 'up', services: 'web', unknown: true }],
  ])('%j', (script, expected, environment) => {
    expect(projects(script, environment)).toEqual([expected]);
  });

  it.each([
    'docker compose down',
    'docker compose',
    'docker-compose --version',
    'docker compose -f a.yml ps',
    'docker compose $X',
  ])('%j does nothing with images', (script) => expect(projects(script)).toEqual([]));

  it('hands on what is known of the environment', () => {
    const [deed] = deedsOf('export TAG=ltsc2022; docker compose up', {
      environment: new Map([
        ['A', 'b'],
        ['B', undefined],
      ]),
    });
    expect(deed).toMatchObject({ environment: { TAG: 'ltsc2022', A: 'b' } });
  });
});

describe('docker buildx bake', () => {
  it.each<[script: string, expected: Readonly<Record<string, unknown>>, environment?: Environment]>([
    ['docker buildx bake', { directory: '' }],
    ['docker bake web', { directory: '', targets: 'web' }],
    [
      'docker buildx bake -f a.json --file b.json web db',
      { files: 'a.json b.json', directory: '', targets: 'web db' },
    ],
    [
      'docker buildx f --push --set "*.platform=windows/amd64" --set=web.args.V=$V web',
      { directory: '', targets: 'web', set: '*.platform=windows/amd64 web.args.V=ltsc2025' },
      [['V', 'ltsc2025']],
    ],
    // What says where an image goes changes nothing of what it is built from.
    [
      'docker buildx bake --set "*.output=type=image" --set "*.cache-to=$X" web',
      { directory: '', targets: 'web' },
    ],
    ['docker buildx bake --set "*.args.V=$X" web', { directory: '', targets: 'web', set: '*.args.V=?' }],
    ['docker buildx bake --set *.args.V', { directory: '', set: '*.args.V?' }, [['V', undefined]]],
    ['docker buildx bake --set "$X=a" web', { directory: '', targets: 'web', unknown: true }],
    ['cd app; docker buildx --builder x bake -f cwd://a.json', { files: 'app/a.json', directory: 'app' }],
    ['docker buildx bake', { files: 'a.json', directory: '' }, [['BUILDX_BAKE_FILE', 'a.json']]],
    ['docker buildx bake $X', { directory: '', unknown: true }],
    ['docker buildx bake -f $X web', { targets: 'web', unknown: true }],
  ])('%j', (script, expected, environment) => {
    expect(projects(script, environment)).toEqual([expected]);
  });

  it.each([
    'docker buildx bake --print',
    'docker buildx bake https://github.com/a/b.git web',
    'docker baked',
  ])('%j builds nothing from here', (script) => expect(projects(script)).toEqual([]));

  it('takes variables of the command before those of the environment', () => {
    const [deed] = deedsOf('docker buildx bake --var TAG=x', { environment: new Map([['TAG', 'y']]) });
    expect(deed).toMatchObject({ environment: { TAG: 'x' } });
  });
});
