import { describe, expect, it } from 'vitest';
import { predict } from '../../src/windows/compatibility.ts';
import type { Isolation, Verdict } from '../../src/windows/model.ts';
import { host, image } from './hosts.ts';

/** The builds that base images were published of, one column each. */
const IMAGES = ['14393', '16299', '17134', '17763', '18362', '18363', '19041', '19042', '20348', '26100'];

const VERDICTS: Readonly<Record<string, Verdict>> = {
  r: 'runs',
  x: 'refused',
  u: 'undefined',
  '?': 'unknown',
};

// Written by hand from Microsoft's compatibility table, and from the reports and hcsshim's function where it is silent or
// contradicted; nothing here is computed. Columns are the builds above.
const TABLE: readonly (readonly [host: string, process: string, hyperv: string])[] = [
  ['14393 server', 'rxxxxxxxxx', 'rxxxxxxxxx'],
  ['14393 client', 'xxxxxxxxxx', 'rxxxxxxxxx'],
  ['14393', '?xxxxxxxxx', 'rxxxxxxxxx'],
  ['15063 client', 'xxxxxxxxxx', 'rxxxxxxxxx'],
  ['15063', 'xxxxxxxxxx', 'rxxxxxxxxx'],
  ['16299 server', 'xrxxxxxxxx', 'rrxxxxxxxx'],
  ['16299 client', 'xxxxxxxxxx', 'rrxxxxxxxx'],
  ['16299', 'x?xxxxxxxx', 'rrxxxxxxxx'],
  ['17134 server', 'xxrxxxxxxx', 'rrrxxxxxxx'],
  ['17134 client', 'xxxxxxxxxx', 'rrrxxxxxxx'],
  ['17134', 'xx?xxxxxxx', 'rrrxxxxxxx'],
  ['17763 server', 'xxxrxxxxxx', 'rrrrxxxxxx'],
  ['17763 client', 'xxxrxxxxxx', 'rrrrxxxxxx'],
  ['17763', 'xxxrxxxxxx', 'rrrrxxxxxx'],
  ['18362 server', 'xxxxrxxxxx', 'rrrrrxxxxx'],
  ['18362 client', 'xxxxrxxxxx', 'rrrrrxxxxx'],
  ['18363 server', 'xxxuurxxxx', 'rrrrrrxxxx'],
  ['18363 client', 'xxxuurxxxx', 'rrrrrrxxxx'],
  ['18363', 'xxxuurxxxx', 'rrrrrrxxxx'],
  ['19041 server', 'xxxxxxrxxx', 'rrrrrrrxxx'],
  ['19041 client', 'xxxxxxrxxx', 'rrrrrrrxxx'],
  ['19042 server', 'xxxxxxxrxx', 'rrrrrrrrxx'],
  ['19042 client', 'xxxxxxxrxx', 'rrrrrrrrxx'],
  ['19043 client', 'xxxxxxuxxx', 'rrrrrrrrxx'],
  ['19044 client', 'xxxxxxuxxx', 'rrrrrrrrxx'],
  ['19045 client', 'xxxxxxuxxx', 'rrrrrrrrxx'],
  ['19045', 'xxxxxxuxxx', 'rrrrrrrrxx'],
  ['20348 server', 'xxxxxxxxrx', 'rrrrrrrrrx'],
  ['20348', 'xxxxxxxxrx', 'rrrrrrrrrx'],
  ['22000 client', 'xxxxxxxxrx', 'rrrrrrrrrx'],
  ['22621 client', 'xxxxxxxxrx', 'rrrrrrrrrx'],
  ['22631 client', 'xxxxxxxxrx', 'rrrrrrrrrx'],
  ['25398 server', 'xxxxxxxxrx', '?????????x'],
  ['25398', 'xxxxxxxxrx', '?????????x'],
  ['26100 server', 'xxxxxxxxrr', 'rrrrrrrrrr'],
  ['26100 client', 'xxxxxxxxrr', 'rrrrrrrrrr'],
  ['26100', 'xxxxxxxxrr', 'rrrrrrrrrr'],
  ['26200 client', 'xxxxxxxxuu', 'rrrrrrrrru'],
  ['26200', 'xxxxxxxxuu', 'rrrrrrrrru'],
  ['26300 client', 'xxxxxxxxuu', 'rrrrrrrrru'],
  ['28000 client', 'xxxxxxxxuu', 'rrrrrrrrru'],
  ['30000 server', 'xxxxxxxxur', 'rrrrrrrrrr'],
  ['30000 client', 'xxxxxxxxuu', 'rrrrrrrrru'],
  ['30000', 'xxxxxxxxu?', 'rrrrrrrrr?'],
];

function rowOf(hostText: string, isolation: Isolation): Record<string, Verdict> {
  return Object.fromEntries(
    IMAGES.map((build) => [build, predict(host(hostText), image(build), isolation).prediction]),
  );
}

function expected(letters: string): Record<string, Verdict | undefined> {
  return Object.fromEntries(IMAGES.map((build, column) => [build, VERDICTS[letters[column] ?? '']]));
}

describe('published images on each host', () => {
  it.each(TABLE)('%s in process isolation: %s', (hostText, process) => {
    expect(rowOf(hostText, 'process')).toEqual(expected(process));
  });

  it.each(TABLE)('%s in Hyper-V isolation (process: %s): %s', (hostText, _process, hyperv) => {
    expect(rowOf(hostText, 'hyperv')).toEqual(expected(hyperv));
  });
});

describe('exact policy', () => {
  it.each([
    ['20348 server', '20348', 'runs', 'same-build'],
    ['26100 server', '20348', 'undefined', 'exact-build-policy'],
    ['22631 client', '20348', 'undefined', 'exact-build-policy'],
    ['19045 client', '19041', 'undefined', 'exact-build-policy'],
    ['26200 client', '26100', 'undefined', 'exact-build-policy'],
    ['26200 client', '20348', 'undefined', 'exact-build-policy'],
    ['20348 server', '17763', 'refused', 'build-mismatch'],
    ['20348 server', '26100', 'refused', 'image-newer-than-host'],
    ['16299 client', '16299', 'refused', 'process-isolation-on-client'],
  ])('%s with %s in process isolation: %s, %s', (hostText, build, prediction, rule) => {
    const judged = predict(host(hostText), image(build), 'process', 'exact');
    expect([judged.prediction, judged.rule]).toEqual([prediction, rule]);
    expect(judged.findings.filter(({ level }) => level === 'error').length).toBe(
      prediction === 'runs' ? 0 : 1,
    );
  });

  it('does not concern Hyper-V isolation', () => {
    expect(predict(host('26100 server'), image('17763'), 'hyperv', 'exact').prediction).toBe('runs');
  });
});
