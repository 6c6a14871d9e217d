import { describe, expect, it } from 'vitest';
import { checkCase } from '../check/world.ts';

const NANOSERVER = 'mcr.microsoft.com/windows/nanoserver:ltsc2022';
const SERVERCORE = 'mcr.microsoft.com/windows/servercore:ltsc2022';

describe('the subjects of a report', () => {
  it('are the files and the images of the input, with what is needed of each image', async () => {
    const { report } = await checkCase({
      files: {
        'web/Dockerfile': `FROM ${SERVERCORE} AS build\nRUN dir\nFROM ${NANOSERVER}\nCOPY --from=build a b\n`,
      },
      published: { [NANOSERVER]: ['10.0.20348.2340'], [SERVERCORE]: ['10.0.20348.2340'] },
      options: {
        paths: ['web/Dockerfile'],
        images: [NANOSERVER],
        hosts: ['windows-2022', 'windows-2025'],
        isolation: 'all',
      },
    });
    const common = { hosts: ['windows-2022', 'windows-2025'], isolation: 'all', legs: [] };
    expect(report.subjects).toEqual([
      {
        ...common,
        origin: 'file',
        file: 'web/Dockerfile',
        images: [
          { image: SERVERCORE, needs: ['build'] },
          { image: NANOSERVER, needs: ['run'] },
        ],
      },
      { ...common, origin: 'input', images: [{ image: NANOSERVER, needs: ['run'] }] },
    ]);
  });
});
