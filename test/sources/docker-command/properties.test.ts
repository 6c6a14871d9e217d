import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDockerCommand } from '../../../src/sources/docker-command/read-docker-command.ts';
import { UNKNOWN } from '../../../src/sources/shell/model.ts';

const TEXT = fc.oneof(
  fc.constantFrom(
    ...[
      'build',
      'run',
      'create',
      'pull',
      'compose',
      'buildx',
      'bake',
      'image',
      'container',
      'up',
      'b',
      'f',
      '.',
      '-',
      '--',
      '-it',
    ],
    ...[
      '-f',
      '-fx',
      '--file=',
      '--file',
      '-t',
      '--build-arg',
      'A=b',
      '--build-arg=A',
      '-v',
      '--platform=a,b',
      '--profile',
      '=',
    ],
    ...[
      '-=',
      '--=',
      '---',
      '__proto__',
      '--constructor',
      'constructor',
      UNKNOWN,
      `-${UNKNOWN}`,
      `--x=${UNKNOWN}`,
      `a${UNKNOWN}`,
      '',
    ],
  ),
  fc.string({ maxLength: 8 }),
);

describe('for any command', () => {
  it('nothing throws, places are those of its words, and what is not known is said', () => {
    fc.assert(
      fc.property(
        fc.array(TEXT, { maxLength: 12 }),
        fc.option(fc.constantFrom('', 'app')),
        (texts, directory) => {
          const words = ['docker', ...texts].map((value, at) => ({
            value,
            from: at * 10,
            to: at * 10 + 9,
            ...(value.includes(UNKNOWN) ? { unknown: true as const } : {}),
            ...(value === UNKNOWN ? { several: true as const } : {}),
          }));
          const end = words.length * 10;
          const place = (from: number, to: number) => {
            expect(from).toBeGreaterThanOrEqual(0);
            expect(to).toBeGreaterThanOrEqual(from);
            expect(to).toBeLessThan(end);
            return { file: 'w.yml', line: 1, column: from + 1 };
          };
          const written = (from: number, to: number) => `${from}-${to}`;
          const command = {
            words,
            directory: directory ?? undefined,
            environment: new Map<string, string | undefined>(),
          };
          const deeds = readDockerCommand(command, { place, written, step: 's' });
          expect(deeds.length).toBeLessThanOrEqual(1);
          for (const deed of deeds) {
            if (deed.kind === 'run') expect(deed.image.value).not.toContain(UNKNOWN);
            if (deed.kind === 'build') expect(deed.dockerfilePath ?? '').not.toContain(UNKNOWN);
          }
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
