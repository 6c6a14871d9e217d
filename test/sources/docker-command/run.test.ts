import { describe, expect, it } from 'vitest';
import { deedsOf, run } from './reader.ts';

const runs = (script: string, environment: readonly (readonly [string, string | undefined])[] = []) =>
  deedsOf(script, { environment: new Map(environment) }).map((deed) =>
    deed.kind === 'run' || deed.kind === 'create' || deed.kind === 'pull' ? run(deed) : deed.kind,
  );

describe('docker run, create and pull', () => {
  it.each<[script: string, expected: Readonly<Record<string, string>>]>([
    ['docker run a', { kind: 'run', image: 'a' }],
    ['docker container run a cmd /c ver', { kind: 'run', image: 'a' }],
    ['docker create a', { kind: 'create', image: 'a' }],
    ['docker container create a', { kind: 'create', image: 'a' }],
    ['docker pull a', { kind: 'pull', image: 'a' }],
    ['docker image pull -q a', { kind: 'pull', image: 'a', options: '-q:quiet=' }],
    [
      'docker pull a --platform windows/amd64',
      { kind: 'pull', image: 'a', platform: 'windows/amd64', options: '--platform:platform=windows/amd64' },
    ],
    // What stands behind the image is the container's.
    ['docker run a -v x:y --isolation process', { kind: 'run', image: 'a' }],
    ['docker run --rm -- a -v x', { kind: 'run', image: 'a', options: '--rm:rm=' }],
    // Flags in every form.
    ['docker run -it --rm a', { kind: 'run', image: 'a', options: '-i:interactive= -t:tty= --rm:rm=' }],
    [
      'docker run -v x:y -vz:w --volume=a:b --volume c:d i',
      {
        kind: 'run',
        image: 'i',
        options: '-v:volume=x:y -v:volume=z:w --volume:volume=a:b --volume:volume=c:d',
      },
    ],
    [
      'docker run -itv x:y -p=80:80 i',
      { kind: 'run', image: 'i', options: '-i:interactive= -t:tty= -v:volume=x:y -p:publish=80:80' },
    ],
    [
      'docker run --privileged=false -d=true i',
      { kind: 'run', image: 'i', options: '--privileged:privileged=false -d:detach=true' },
    ],
    [
      'docker run --net host --dns-opt x i',
      { kind: 'run', image: 'i', options: '--net:network=host --dns-opt:dns-option=x' },
    ],
    [
      'docker run --isolation process --platform=windows/amd64 i',
      {
        kind: 'run',
        image: 'i',
        isolation: 'process',
        platform: 'windows/amd64',
        options: '--isolation:isolation=process --platform:platform=windows/amd64',
      },
    ],
    [
      'docker run --pull always --name n -e A=b -w "C:\\a b" --entrypoint x -m 2g i',
      {
        kind: 'run',
        image: 'i',
        options:
          '--pull:pull=always --name:name=n -e:env=A=b -w:workdir=C:\\a b --entrypoint:entrypoint=x -m:memory=2g',
      },
    ],
    [
      'docker run --never-heard-of a',
      { kind: 'run', image: 'a', options: '--never-heard-of:never-heard-of=' },
    ],
    [
      'docker run --never-heard-of=x a',
      { kind: 'run', image: 'a', options: '--never-heard-of:never-heard-of=x' },
    ],
    // What is not known.
    ['docker run $X', { kind: 'run', image: '?' }],
    ['docker run "$X"', { kind: 'run', image: '?' }],
    ['docker run a:$X', { kind: 'run', image: 'a:?' }],
    ['docker run $FLAGS a', { kind: 'run', image: '?' }],
    ['docker run --rm $FLAGS a', { kind: 'run', image: '?', options: '--rm:rm=' }],
    ['docker pull $X a', { kind: 'pull', image: '?' }],
    [
      'docker run -v $X:/x --isolation=$Y -e $Z a',
      { kind: 'run', image: 'a', isolation: '?', options: '-v:volume=? --isolation:isolation=? -e:env=?' },
    ],
    ['docker run --$X a', { kind: 'run', image: 'a?' }],
    ['docker run -v "$PWD:C:\\src" a', { kind: 'run', image: 'a', options: '-v:volume=.:C:\\src' }],
  ])('%j', (script, expected) => {
    expect(runs(script)).toEqual([expected]);
  });

  it.each([
    'docker run',
    'docker run --rm',
    'docker ps',
    'docker container ls',
    'docker exec a b',
    'docker rm run',
    'docker $X a',
  ])('%j runs nothing', (script) => expect(runs(script)).toEqual([]));

  it('takes the platform from the environment where none is given', () => {
    const given = [['DOCKER_DEFAULT_PLATFORM', 'linux/amd64']] as const;
    const options = 'DOCKER_DEFAULT_PLATFORM:platform=linux/amd64';
    expect(runs('docker run a', given)).toEqual([
      { kind: 'run', image: 'a', platform: 'linux/amd64', options },
    ]);
  });

  it('says where a flag stands', () => {
    const [deed] = deedsOf('docker run --rm -v x:y a');
    expect(deed).toMatchObject({
      kind: 'run',
      options: [{ place: { column: 12 } }, { place: { column: 17, endColumn: 19 } }],
    });
    expect(deed).toMatchObject({ image: { value: 'a', written: 'a', place: { column: 24, endColumn: 25 } } });
  });
});
