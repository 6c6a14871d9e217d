import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PullProgress } from '../../src/engine/model.ts';
import { createPullDisplay } from '../../src/engine/progress.ts';
import { humanSize } from '../../src/engine/sizes.ts';

const IMAGE = 'mcr.microsoft.com/windows/servercore:ltsc2022';

function display(columns?: number) {
  let now = 0;
  let text = '';
  const pulls = createPullDisplay({
    write: (each) => {
      text += each;
    },
    now: () => now,
    ...(columns !== undefined && { columns }),
  });
  return {
    pulls,
    at: (seconds: number) => {
      now = seconds * 1000;
    },
    tell: (layer: string, status: string, current?: number, total?: number, image = IMAGE) =>
      pulls.progress({
        image,
        layer,
        status,
        ...(current !== undefined && { current }),
        ...(total !== undefined && { total }),
      }),
    written: () => text,
    lines: () => text.split('\n').slice(0, -1),
  };
}

it.each<[number, string]>([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [1_234_567, '1.2 MB'],
  [99_949_999, '99.9 MB'],
  [99_950_000, '100 MB'],
  [999_499_999, '999 MB'],
  [999_500_000, '1.0 GB'],
  [4_300_000_000, '4.3 GB'],
  [-5, '0 B'],
])('%i bytes are %s', (bytes, expected) => {
  expect(humanSize(bytes)).toBe(expected);
});

describe('in a log', () => {
  it('there are few lines, and the bytes at the beginning and the end', () => {
    const { pulls, at, tell, lines } = display();
    pulls.begin(IMAGE, 1_500_000_000);
    tell('ltsc2022', 'Pulling from windows/servercore');
    tell('a', 'Pulling fs layer');
    tell('b', 'Pulling fs layer');
    for (let second = 0; second < 30; second += 1) {
      at(second);
      tell('a', 'Downloading', second * 40_000_000, 1_200_000_000);
    }
    at(31);
    tell('a', 'Download complete');
    tell('b', 'Already exists');
    at(45);
    tell('a', 'Extracting', 600_000_000, 1_200_000_000);
    at(100);
    tell('a', 'Pull complete');
    tell('a', 'Digest: sha256:aa');
    at(101);
    pulls.end(IMAGE, 'pulled');
    expect(lines()).toEqual([
      `Pulling ${IMAGE} (1.5 GB)`,
      `Pulling ${IMAGE}: 400 MB of 1.5 GB downloaded, 0 of 2 layers done`,
      `Pulling ${IMAGE}: 800 MB of 1.5 GB downloaded, 0 of 2 layers done`,
      `Pulling ${IMAGE}: 1.2 GB of 1.5 GB downloaded, 0 of 2 layers done`,
      `Pulling ${IMAGE}: 1.2 GB of 1.5 GB downloaded, 600 MB unpacked, 1 of 2 layers done`,
      `Pulling ${IMAGE}: 1.2 GB of 1.5 GB downloaded, 1.2 GB unpacked, 2 of 2 layers done`,
      `Pulled ${IMAGE} in 1 min 41 s, 1.2 GB downloaded`,
    ]);
  });

  it('an image that was there already took nothing', () => {
    const { pulls, tell, lines } = display();
    tell('a', 'Already exists');
    pulls.end(IMAGE, 'pulled');
    expect(lines()).toEqual([`Pulling ${IMAGE}`, `Pulled ${IMAGE} in 0 s, nothing to download`]);
  });

  it('a failure is told with how far it came', () => {
    const { pulls, at, tell, lines } = display();
    tell('a', 'Downloading', 5_000_000, 9_000_000);
    at(3);
    pulls.end(IMAGE, 'failed');
    expect(lines().at(-1)).toBe(`Pulling ${IMAGE} failed after 3 s, 5.0 MB downloaded`);
  });

  it('never more than a line for an image in ten seconds, whatever comes', () => {
    const step = fc.record({
      wait: fc.integer({ min: 0, max: 9000 }),
      layer: fc.constantFrom('a', 'b', '::error::x'),
      status: fc.constantFrom(
        'Downloading',
        'Extracting',
        'Pull complete',
        '::error::x\n::error::y',
        '\u001b[2J',
      ),
      current: fc.option(fc.integer({ min: 0, max: 10 ** 12 }), { nil: undefined }),
      total: fc.option(fc.integer({ min: 1, max: 10 ** 10 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { pulls, at, tell, lines, written } = display();
        let time = 0;
        pulls.begin(IMAGE);
        for (const { wait, layer, status, current, total } of steps) {
          time += wait;
          at(time / 1000);
          tell(layer, status, current, total);
        }
        expect(lines().length).toBeLessThanOrEqual(1 + Math.floor(time / 10_000));
        for (const line of lines()) expect(line).toMatch(/^Pull/);
        expect(written()).not.toContain('\u001b');
        expect(written()).not.toMatch(/NaN|Infinity|-\d/);
      }),
    );
  });
});

describe('on a terminal', () => {
  it('one line is redrawn, and gives way to lines that stay', () => {
    const { pulls, at, tell, written } = display(100);
    pulls.begin(IMAGE, 100_000_000);
    at(1);
    tell('a', 'Downloading', 50_000_000, 100_000_000);
    at(1.05);
    tell('a', 'Downloading', 51_000_000, 100_000_000);
    at(2);
    tell('a', 'Extracting', 50_000_000, 100_000_000);
    at(3);
    pulls.end(IMAGE, 'pulled');
    const erase = '\r\u001b[2K';
    expect(written()).toBe(
      [
        `Pulling ${IMAGE} (100 MB)\n`,
        `${erase}[######..................] 50.0 MB of 100 MB downloaded, 0 of 1 layers done mcr.microsoft.com/windo`,
        `${erase}[##################......] 100 MB of 100 MB downloaded, 50.0 MB unpacked, 0 of 1 layers done mcr.mi`,
        `${erase}Pulled ${IMAGE} in 3 s, 100 MB downloaded\n`,
      ].join(''),
    );
  });

  it('a bar is never wider than the terminal, and never runs over its ends', () => {
    const progress = fc.record({
      status: fc.constantFrom('Downloading', 'Extracting'),
      current: fc.integer({ min: 0, max: 10 ** 12 }),
      total: fc.integer({ min: 1, max: 10 ** 10 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 200 }),
        fc.array(progress, { minLength: 1 }),
        (columns, steps) => {
          const { pulls, at, written } = display(columns);
          steps.forEach((step: Omit<PullProgress, 'image'>, second) => {
            at(second);
            pulls.progress({ image: IMAGE, layer: 'a', ...step });
          });
          const bars = written()
            .split('\r\u001b[2K')
            .slice(1)
            .map((bar) => bar.split('\n')[0] ?? '');
          for (const bar of bars) {
            expect(bar.length).toBeLessThan(columns);
            expect(bar).toMatch(/^\[#*\.*\]?/);
          }
        },
      ),
    );
  });
});
