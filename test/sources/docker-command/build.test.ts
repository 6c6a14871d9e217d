import { describe, expect, it } from 'vitest';
import { optionName } from '../../../src/windows/boundary-names.ts';
import { build, deedsOf } from './reader.ts';

const builds = (script: string, environment: readonly (readonly [string, string | undefined])[] = []) =>
  deedsOf(script, { environment: new Map(environment) }).map((deed) =>
    deed.kind === 'build' ? build(deed) : deed.kind,
  );

describe('docker build', () => {
  it.each<[script: string, expected: Readonly<Record<string, string>>]>([
    ['docker build .', { file: 'Dockerfile' }],
    ['docker image build .', { file: 'Dockerfile' }],
    ['docker builder build .', { file: 'Dockerfile' }],
    ['docker buildx build .', { file: 'Dockerfile' }],
    ['docker buildx b .', { file: 'Dockerfile' }],
    ['docker buildx --builder x build .', { file: 'Dockerfile' }],
    ['docker -D --context c -H npipe:////./pipe/x --config=y build .', { file: 'Dockerfile' }],
    // Where the Dockerfile is.
    ['docker build app', { file: 'app/Dockerfile' }],
    ['docker build ./app/ -t x', { file: 'app/Dockerfile', tags: 'x' }],
    ['docker build "app\\windows"', { file: 'app/windows/Dockerfile' }],
    ['docker build -f app/Dockerfile.windows .', { file: 'app/Dockerfile.windows' }],
    ['docker build --file=app/Dockerfile.windows app', { file: 'app/Dockerfile.windows' }],
    ['docker build -fDockerfile.windows app', { file: 'Dockerfile.windows' }],
    ['docker build -f a -f b .', { file: 'b' }],
    ['cd app && docker build -f windows/Dockerfile ..', { file: 'app/windows/Dockerfile' }],
    ['cd app && docker build .', { file: 'app/Dockerfile' }],
    ['docker build -f "$GITHUB_WORKSPACE/app/Dockerfile" "$GITHUB_WORKSPACE"', { file: 'app/Dockerfile' }],
    ['cd app; docker build -f "$GITHUB_WORKSPACE/app/Dockerfile" .', { file: 'app/Dockerfile' }],
    // None that stands in the workspace.
    ['docker build - < Dockerfile', {}],
    ['docker build -f - .', {}],
    ['docker build https://github.com/a/b.git -f x', {}],
    ['docker build git@github.com:a/b.git', {}],
    ['docker build ..', {}],
    ['docker build /tmp/x', {}],
    ['docker build "C:\\x"', {}],
    ['cd /tmp; docker build .', {}],
    // What is not known.
    ['docker build $X', {}],
    ['docker build -f $X .', {}],
    ['docker build $FLAGS .', {}],
    ['docker build $FLAGS -f a/Dockerfile .', { file: 'a/Dockerfile' }],
    ['docker build --build-arg "A=$X" -t a:$X .', { file: 'Dockerfile', args: 'A=?', tags: 'a:?' }],
    ['docker build -t $X --target $Y .', { file: 'Dockerfile', tags: '?', target: '?' }],
    // Arguments.
    [
      'docker build --build-arg A=1 --build-arg=B=2=3 --build-arg C= .',
      { file: 'Dockerfile', args: 'A=1 B=2=3 C=' },
    ],
    [
      'docker build --build-arg TAG --build-arg NOBODY --build-arg HIDDEN .',
      { file: 'Dockerfile', args: 'TAG=ltsc2022 NOBODY=(none) HIDDEN=(none)' },
    ],
    ['TAG=ltsc2019 docker build --build-arg TAG .', { file: 'Dockerfile', args: 'TAG=ltsc2019' }],
    ['docker build --build-arg BASE=$TAG .', { file: 'Dockerfile', args: 'BASE=ltsc2022' }],
    // All the rest.
    [
      'docker build --isolation=process --target base --platform windows/amd64 -t a -t b:$TAG .',
      {
        file: 'Dockerfile',
        isolation: 'process',
        target: 'base',
        platforms: 'windows/amd64',
        tags: 'a b:ltsc2022',
      },
    ],
    [
      'docker buildx build --platform windows/amd64,linux/arm64 --push -o type=registry -t a .',
      { file: 'Dockerfile', platforms: 'windows/amd64 linux/arm64', tags: 'a' },
    ],
    ['docker build --isolation "" --target= .', { file: 'Dockerfile' }],
    [
      'docker build --pull --no-cache -q --rm=false -m 2GB --memory-swap 4g --network none --cache-from x --secret id=a .',
      { file: 'Dockerfile' },
    ],
    ['docker build --never-heard-of -t a .', { file: 'Dockerfile', tags: 'a' }],
    ['docker build -qt a .', { file: 'Dockerfile', tags: 'a' }],
    ['docker build -t a -- app', { file: 'app/Dockerfile', tags: 'a' }],
    ['docker build . -t a', { file: 'Dockerfile', tags: 'a' }],
  ])('%j', (script, expected) => {
    expect(
      builds(script, [
        ['TAG', 'ltsc2022'],
        ['HIDDEN', undefined],
      ]),
    ).toEqual([expected]);
  });

  it.each([
    'docker build',
    'docker build -t a',
    'docker builder prune',
    'docker image ls',
    'docker buildx ls',
    'docker',
    'docker --version',
    'docker builds .',
  ])('%j builds nothing', (script) => expect(builds(script)).toEqual([]));

  it('takes the platform from the environment where none is given', () => {
    const given = [['DOCKER_DEFAULT_PLATFORM', 'windows/amd64']] as const;
    expect(builds('docker build .', given)).toEqual([{ file: 'Dockerfile', platforms: 'windows/amd64' }]);
    expect(builds('docker build --platform linux/amd64 .', given)).toEqual([
      { file: 'Dockerfile', platforms: 'linux/amd64' },
    ]);
    expect(builds('docker build .', [['DOCKER_DEFAULT_PLATFORM', undefined]])).toEqual([
      { file: 'Dockerfile', platforms: '?' },
    ]);
  });

  it('keeps the flags that matter for the boundary, by their long names', () => {
    const [deed] = deedsOf('docker build -t a -m 2g --isolation hyperv --build-arg X=1 --shm-size=1g .');
    expect(deed?.kind === 'build' && deed.options.map(({ name, value }) => [name, value])).toEqual([
      [optionName('m'), '2g'],
      ['isolation', 'hyperv'],
      ['shm-size', '1g'],
    ]);
  });

  it('says where values stand', () => {
    const script = 'docker build --build-arg=BASE=ltsc2022 -t "a b" .';
    const [deed] = deedsOf(script);
    if (deed?.kind !== 'build') throw new Error('no build');
    expect(deed).toMatchObject({ step: 'step', place: { column: 1, endColumn: 13 } });
    expect(deed.args.get('BASE')).toMatchObject({
      value: 'ltsc2022',
      written: 'ltsc2022',
      place: { column: 31, endColumn: 39 },
    });
    expect(deed.tags[0]).toMatchObject({ value: 'a b', written: '"a b"' });
  });
});
