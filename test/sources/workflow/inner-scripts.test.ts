import { describe, expect, it } from 'vitest';
import { deedLines, deedsByLeg, job, problemLines, read } from './reader.ts';

/** What a job with these steps does. */
async function deeds(runner: string, ...steps: readonly string[]): Promise<readonly string[]> {
  const { legs } = await read(job(`runs-on: ${runner}`, 'steps:', ...steps.map((line) => `  ${line}`)));
  return legs.flatMap(deedLines);
}

describe('commands within commands are commands of the step', () => {
  it.each<readonly [what: string, steps: readonly string[], deeds: readonly string[]]>([
    [
      'bash, over several lines',
      [
        '- name: B',
        '  shell: bash',
        '  run: |',
        "    bash -c '",
        '      cd app',
        '      docker build \\',
        '        --target x .',
        "    '",
      ],
      ['B @11:13: build app/Dockerfile target=x'],
    ],
    [
      'cmd, in PowerShell',
      ['- name: B', '  run: cmd /s /c "cd app && docker build --build-arg A=1 ."'],
      ['B @7:35: build app/Dockerfile A=1'],
    ],
    [
      'PowerShell, in cmd, with the environment of the step',
      [
        '- name: B',
        '  shell: cmd',
        '  env: { TAG: ltsc2022 }',
        '  run: powershell -NoProfile -Command "docker build --build-arg A=$env:TAG ."',
      ],
      ['B @9:46: build Dockerfile A=ltsc2022'],
    ],
    ['a script block', ['- name: B', '  run: pwsh -c { docker pull a }'], ['B @7:24: pull a']],
    [
      'an expression',
      [
        '- name: B',
        '  run: |',
        '    $build = "docker build"',
        '    Invoke-Expression "$build -f b.Dockerfile ."',
      ],
      ['B @9:30: build b.Dockerfile'],
    ],
    [
      'what is written to the environment for the next step',
      ['- name: A', '  run: cmd /c "echo TAG=a>> %GITHUB_ENV%"', '- name: B', '  run: docker pull $env:TAG'],
      ['B @9:14: pull a'],
    ],
    // What a container runs is no command of the step.
    [
      'cmd in a container',
      ['- name: B', '  run: docker run --rm example/builder cmd /c "docker build . && docker pull a"'],
      ['B @7:14: run example/builder'],
    ],
    [
      'PowerShell in a container',
      ['- name: B', '  run: docker run example/builder pwsh -Command { docker build . }'],
      ['B @7:14: run example/builder'],
    ],
    [
      'a shell in a container, in a shell',
      ['- name: B', '  shell: bash', `  run: bash -c 'docker run example/builder sh -c "docker build ."'`],
      ['B @8:23: run example/builder'],
    ],
    [
      'a shell in a container that runs already',
      ['- name: B', '  run: docker exec builder cmd /c "docker build ."'],
      [],
    ],
    // Scripts in files and in disguise are not read.
    [
      'what is not in the script',
      ['- name: B', '  run: pwsh -File docker.ps1; powershell -EncodedCommand ZG9ja2Vy; bash ./docker.sh'],
      [],
    ],
  ])('%s', async (_, steps, expected) => {
    expect(await deeds('windows-2022', ...steps)).toEqual(expected);
  });

  it('each leg has its values', async () => {
    const reading = await read(
      job(
        'strategy: { matrix: { tag: [ltsc2022, ltsc2025] } }',
        'runs-on: windows-2025',
        'steps:',
        '  - name: B',
        '    run: cmd /c "docker build --build-arg TAG=${{ matrix.tag }} ."',
      ),
    );
    expect(deedsByLeg(reading)).toEqual({
      'build (ltsc2022)': ['B @8:22: build Dockerfile TAG=ltsc2022'],
      'build (ltsc2025)': ['B @8:22: build Dockerfile TAG=ltsc2025'],
    });
  });

  it('what is not known is told where it stands', async () => {
    const reading = await read(
      job(
        'runs-on: windows-2025',
        'steps:',
        '  - run: cmd /c "docker build --build-arg TAG=${{ secrets.TAG }} --build-arg B=1 ."',
      ),
    );
    expect(reading.legs.flatMap(deedLines)).toEqual([
      'cmd /c "docker build --build-arg TAG=${{ secrets.TAG }} --build-arg B=1 ." @6:22: build Dockerfile TAG=? B=1',
    ]);
    expect(problemLines(reading)).toEqual(['workflow-unresolved 6:51']);
  });
});
