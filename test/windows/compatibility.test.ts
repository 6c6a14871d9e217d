import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { predict } from '../../src/windows/compatibility.ts';
import {
  type HostFacts,
  type ImageFacts,
  ISOLATIONS,
  type Isolation,
  type Policy,
} from '../../src/windows/model.ts';
import { DECIDING_RULES, type DecidingRule } from '../../src/windows/prediction.ts';
import { host, image } from './hosts.ts';

type Expected = readonly [prediction: string, rule: string, levels?: string];

function judged(facts: HostFacts, of: ImageFacts, isolation: Isolation): Expected {
  const { prediction, rule, findings } = predict(facts, of, isolation);
  return [prediction, rule, findings.map((finding) => `${finding.rule} ${finding.level}`).join(', ')];
}

describe('rule 1, the operating system', () => {
  it.each([
    ['an image for linux', host('20348'), { operatingSystem: 'linux', ...image('20348') }],
    ['an image for linux of which nothing else is known', {}, { operatingSystem: 'linux' }],
    ['an engine that runs Linux containers', host('20348', { containerOs: 'linux' }), image('20348')],
    ['a host-process image for linux', host('20348'), { operatingSystem: 'linux', family: 'hostprocess' }],
  ] as const)('refuses %s in both modes', (_what, facts, of) => {
    for (const isolation of ISOLATIONS) {
      expect(judged(facts, of, isolation)).toEqual([
        'refused',
        'wrong-operating-system',
        'wrong-operating-system error',
      ]);
    }
  });

  it('takes Windows in any case, and an engine that runs Windows containers', () => {
    const facts = host('20348', { containerOs: 'windows' });
    expect(judged(facts, { ...image('20348'), operatingSystem: 'Windows' }, 'process')).toEqual([
      'runs',
      'same-build',
      '',
    ]);
  });
});

describe('rule 2, host-process images', () => {
  it('run in process isolation, as a Kubernetes host-process container', () => {
    const prediction = predict(host('20348 server'), { family: 'hostprocess' }, 'process');
    expect(prediction).toMatchObject({ prediction: 'runs', rule: 'no-version-rule' });
    expect(prediction.conditions).toEqual([expect.stringContaining('host-process')]);
    expect(prediction.findings).toMatchObject([{ rule: 'no-version-rule', level: 'notice' }]);
  });

  it('are refused in Hyper-V isolation, which finds no utility VM in them, even with a version', () => {
    for (const of of [image('26100', 'hostprocess'), { family: 'hostprocess' }] as const) {
      expect(judged(host('20348 server'), of, 'hyperv')).toEqual([
        'refused',
        'no-version-rule',
        'no-version-rule error',
      ]);
    }
    const { reason, sources } = predict(host('26100 client'), { family: 'hostprocess' }, 'hyperv');
    expect(reason).toContain('utility VM image could not be found');
    expect(sources).toEqual(
      expect.arrayContaining(['host-process-base-image', 'moby-local-windows', 'hcsshim-uvm-folder']),
    );
  });
});

describe('rule 3, what is not known', () => {
  it.each([
    ['the image version', host('20348'), { family: 'servercore' }, 'image-version-unknown'],
    ['the host version', { product: 'server' }, image('20348'), 'host-version-unknown'],
    ['either version', {}, {}, 'image-version-unknown'],
  ] as const)('%s: unknown in both modes', (_what, facts, of, rule) => {
    for (const isolation of ISOLATIONS) {
      expect(judged(facts, of, isolation)).toEqual(['unknown', rule, `${rule} warning`]);
    }
  });

  it('is judged as usual on a host newer than every known one, and said', () => {
    expect(judged(host('30000 server'), image('26100'), 'process')).toEqual([
      'runs',
      'cross-release-process',
      'cross-release-process notice, host-newer-than-known notice',
    ]);
    expect(judged(host('30000 server'), image('20348'), 'process')).toEqual([
      'undefined',
      'conflicting-reports',
      'conflicting-reports error, host-newer-than-known notice',
    ]);
    expect(judged(host('30000 server'), image('17763'), 'process')).toEqual([
      'refused',
      'build-mismatch',
      'build-mismatch error, host-newer-than-known notice',
    ]);
    expect(judged(host('28001 client'), image('26100'), 'hyperv')).toEqual([
      'undefined',
      'conflicting-reports',
      'conflicting-reports error, host-newer-than-known notice',
    ]);
    expect(judged(host('28000 client'), image('20348'), 'hyperv')).toEqual(['runs', 'hyperv-runs', '']);
  });
});

describe('a host of which it is not known whether it is a server or a client', () => {
  it('is judged where both would say the same, and what holds for clients alone is a condition', () => {
    const prediction = predict(host('26100'), image('26100'), 'process');
    expect(prediction).toMatchObject({ prediction: 'runs', rule: 'same-build', findings: [] });
    expect(prediction.conditions).toContainEqual(expect.stringMatching(/^on a client host, /));
  });

  it('keeps the deciding finding where the two are refused by different rules', () => {
    expect(judged(host('16299'), image('14393'), 'process')).toEqual([
      'refused',
      'build-mismatch',
      'build-mismatch error',
    ]);
  });

  it('is unknown where they differ', () => {
    expect(judged(host('14393'), image('14393'), 'process')).toEqual([
      'unknown',
      'host-product-unknown',
      'host-product-unknown warning',
    ]);
    expect(judged(host('30000'), image('26100'), 'process')).toEqual([
      'unknown',
      'host-product-unknown',
      'host-product-unknown warning, host-newer-than-known notice',
    ]);
    expect(judged(host('26100.100'), image('26100.200'), 'process')).toEqual([
      'unknown',
      'host-product-unknown',
      'host-product-unknown warning',
    ]);
  });

  it('names what each product would make of it', () => {
    expect(predict(host('14393.1'), image('14393.2'), 'process').reason).toContain(
      'depends on the host being a server (undefined behaviour) or a client (refused).',
    );
  });

  it('is taken for what its build is where it is only one', () => {
    expect(judged(host('26200'), image('26100'), 'process')).toEqual(
      judged(host('26200 client'), image('26100'), 'process'),
    );
    expect(judged(host('20348'), image('20348'), 'process')).toEqual(
      judged(host('20348 server'), image('20348'), 'process'),
    );
  });
});

describe('rule 5, Hyper-V isolation', () => {
  it('runs on condition that Hyper-V works', () => {
    expect(predict(host('20348 server'), image('17763'), 'hyperv').conditions).toEqual([
      expect.stringContaining('Hyper-V'),
    ]);
    expect(predict(host('20348 server', { hyperv: 'works' }), image('17763'), 'hyperv').conditions).toEqual(
      [],
    );
  });

  it.each(['absent', 'broken'] as const)('is refused where Hyper-V is %s', (hyperv) => {
    const expected = ['refused', 'hyperv-unavailable', 'hyperv-unavailable error'];
    for (const text of ['20348 server', '25398 server', '26200 client', '26100']) {
      expect(judged(host(text, { hyperv }), image('17763'), 'hyperv')).toEqual(expected);
    }
  });

  it('cannot make an image run that is newer than its host', () => {
    expect(judged(host('20348 server', { hyperv: 'broken' }), image('26100'), 'hyperv')).toEqual([
      'refused',
      'image-newer-than-host',
      'image-newer-than-host error',
    ]);
  });

  it('does not matter to process isolation', () => {
    expect(predict(host('20348 server', { hyperv: 'absent' }), image('20348'), 'process').prediction).toBe(
      'runs',
    );
  });
});

describe('rule 6, process isolation on a client', () => {
  it.each([
    ['17763 client', undefined, 'runs'],
    ['17763 client', '18.09.0', 'runs'],
    ['17763 client', '18.06.1-ce', 'refused'],
    ['17763 client', 'unreadable', 'runs'],
    ['17763 server', '18.06.1-ce', 'runs'],
    ['17134 client', '20.10.27', 'refused'],
  ])('%s with engine %s: %s', (hostText, engineVersion, prediction) => {
    const facts = host(hostText, engineVersion ? { engineVersion } : {});
    const build = hostText.split(' ')[0] ?? '';
    expect(predict(facts, image(build), 'process').prediction).toBe(prediction);
  });

  it('comes with a notice and its conditions', () => {
    const prediction = predict(host('17763 client'), image('17763'), 'process');
    expect(prediction.findings).toMatchObject([{ rule: 'client-process-for-development', level: 'notice' }]);
    expect(prediction.conditions).toHaveLength(2);
    const known = predict(host('17763 client', { engineVersion: '29.1.5' }), image('17763'), 'process');
    expect(known.conditions).toHaveLength(1);
  });

  it('has no notice where it is refused, and none in Hyper-V isolation', () => {
    expect(judged(host('22631 client'), image('17763'), 'process')[2]).toBe('build-mismatch error');
    expect(judged(host('22631 client'), image('17763'), 'hyperv')[2]).toBe('');
  });
});

describe('rule 8, an image of Windows Server 2022 or later on a newer host', () => {
  it.each([
    ['22631 client', '20348', 'runs'],
    ['26100 server', '20348', 'runs'],
    ['26100 client', '22621', 'runs'],
    ['26101 client', '20348', 'undefined'],
    ['26200 client', '20348', 'undefined'],
    ['26200 client', '25398', 'undefined'],
    ['28000 client', '20348', 'undefined'],
    ['28000 client', '26200', 'runs'],
    ['30000 server', '26100', 'runs'],
  ])('%s with %s in process isolation: %s', (hostText, build, prediction) => {
    expect(predict(host(hostText), image(build), 'process').prediction).toBe(prediction);
  });

  it('names both sides where Microsoft and hcsshim disagree', () => {
    const { rule, reason, sources } = predict(host('26200 client'), image('20348'), 'process');
    expect(rule).toBe('conflicting-reports');
    expect(reason).toMatch(/Microsoft.* 25H2, yet hcsshim and containerd/);
    expect(sources).toEqual(
      expect.arrayContaining(['ms-version-compatibility', 'hcsshim-2566', 'hcsshim-compat']),
    );
  });

  it('is no matter in Hyper-V isolation', () => {
    expect(predict(host('26200 client'), image('20348'), 'hyperv').prediction).toBe('runs');
  });
});

/** A pairing for each rule that can decide one. */
const DECIDED: Readonly<Record<DecidingRule, readonly [HostFacts, ImageFacts, Isolation, Policy?]>> = {
  'wrong-operating-system': [host('20348'), { operatingSystem: 'linux' }, 'process'],
  'no-version-rule': [host('20348'), { family: 'hostprocess' }, 'process'],
  'image-version-unknown': [host('20348'), {}, 'process'],
  'host-version-unknown': [{}, image('20348'), 'process'],
  'host-product-unknown': [host('17134'), image('17134'), 'process'],
  'image-newer-than-host': [host('17763 server'), image('20348'), 'hyperv'],
  'hyperv-unavailable': [host('20348 server', { hyperv: 'absent' }), image('17763'), 'hyperv'],
  'hyperv-on-annual-channel': [host('25398 server'), image('20348'), 'hyperv'],
  'conflicting-reports': [host('18363 server'), image('17763'), 'process'],
  'hyperv-runs': [host('20348 server'), image('17763'), 'hyperv'],
  'process-isolation-on-client': [host('17134 client'), image('17134'), 'process'],
  'same-build': [host('20348 server'), image('20348'), 'process'],
  'cross-release-process': [host('26100 server'), image('20348'), 'process'],
  'build-mismatch': [host('20348 server'), image('17763'), 'process'],
  'exact-build-policy': [host('26100 server'), image('20348'), 'process', 'exact'],
  'revision-mismatch': [host('14393.1 server'), image('14393.2'), 'process'],
  'february-2020-baseline': [host('17763.1039 server'), image('17763.1000'), 'process'],
  'revision-newer-than-host': [host('20348.1 server'), image('20348.2'), 'process'],
};

it.each(DECIDING_RULES)('%s decides a pairing', (rule) => {
  expect(predict(...DECIDED[rule]).rule).toBe(rule);
});

describe('every prediction', () => {
  const build = fc.oneof(
    fc.constantFrom(14393, 17763, 18363, 19041, 19045, 20348, 22631, 25398, 26100, 26200, 28000),
    fc.integer({ min: 1, max: 40_000 }),
  );
  const windowsVersion = fc.record(
    { build, revision: fc.integer({ min: 0, max: 40_000 }) },
    { requiredKeys: ['build'] },
  );
  const hosts = fc.record(
    {
      version: windowsVersion,
      product: fc.constantFrom('server' as const, 'client' as const),
      containerOs: fc.constantFrom('windows' as const, 'linux' as const),
      engineVersion: fc.constantFrom('18.06.1-ce', '29.1.5', 'x'),
      hyperv: fc.constantFrom('works' as const, 'absent' as const, 'broken' as const),
    },
    { requiredKeys: [] },
  );
  const images = fc.record(
    {
      operatingSystem: fc.constantFrom('windows', 'linux', ''),
      version: windowsVersion,
      family: fc.constantFrom(
        'nanoserver' as const,
        'servercore' as const,
        'hostprocess' as const,
        'unknown' as const,
      ),
    },
    { requiredKeys: [] },
  );
  const isolations = fc.constantFrom(...ISOLATIONS);
  const policies = fc.constantFrom('compatible' as const, 'exact' as const);

  it('has its deciding rule among its findings unless it simply runs, and never fails a pairing that runs', () => {
    fc.assert(
      fc.property(hosts, images, isolations, policies, (facts, of, isolation, policy) => {
        const { prediction, rule, findings } = predict(facts, of, isolation, policy);
        const deciding = findings.filter((finding) => finding.rule === rule);
        const errors = findings.filter(({ level }) => level === 'error');
        expect(DECIDING_RULES).toContain(rule);
        if (prediction === 'runs') {
          expect(errors).toEqual([]);
        } else {
          expect(deciding).toHaveLength(1);
          expect(findings[0]).toBe(deciding[0]);
        }
        if (prediction === 'refused') expect(deciding[0]?.level).toBe('error');
        if (prediction === 'unknown') expect(deciding[0]?.level).toBe('warning');
        expect(new Set(findings.map((finding) => `${finding.rule} ${finding.message}`)).size).toBe(
          findings.length,
        );
      }),
    );
  });

  it('of the exact policy is never kinder than that of the compatible one', () => {
    fc.assert(
      fc.property(hosts, images, isolations, (facts, of, isolation) => {
        const compatible = predict(facts, of, isolation, 'compatible').prediction;
        const exact = predict(facts, of, isolation, 'exact').prediction;
        if (exact === 'runs') expect(compatible).toBe('runs');
        if (compatible === 'refused') expect(exact).toBe('refused');
      }),
    );
  });

  it('without a product agrees with one of the two products or is unknown', () => {
    fc.assert(
      fc.property(hosts, images, isolations, (facts, of, isolation) => {
        const either = (['server', 'client'] as const).map(
          (product) => predict({ ...facts, product }, of, isolation).prediction,
        );
        const { product: _, ...open } = facts;
        expect([...either, 'unknown']).toContain(predict(open, of, isolation).prediction);
      }),
    );
  });
});
