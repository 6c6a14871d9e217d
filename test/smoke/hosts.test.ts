import { describe, expect, it } from 'vitest';
import type { Observation, SmokeHost } from '../../src/smoke/model.ts';
import { HOSTS } from '../windows-engine/hosts.ts';
import type { Family, Isolation } from '../windows-engine/options.ts';
import { OUTCOMES, type Outcome, RELEASE_OF_BUILD } from '../windows-engine/outcomes.ts';
import { simulate } from '../windows-engine/simulate.ts';
import { WINDOWS_TEXTS, type WindowsTextName } from '../windows-engine/windows-texts.ts';
import { candidate, smokeAt } from './scene.ts';

/**
 * Every simulated host, with every base image in both modes, as `runSmoke` sees them. What must come out is read from the
 * scenario's own table, line by line, and from nothing of `src/`.
 */
type WindowsHostName = keyof typeof OUTCOMES;

const FAMILIES: readonly Family[] = ['nanoserver', 'servercore'];
const ISOLATIONS: readonly Isolation[] = ['process', 'hyperv'];

/** What each text of the table means, in the words of an observation. */
const MEANING: Readonly<Partial<Record<WindowsTextName, string>>> = {
  'os-mismatch': 'image-mismatch',
  'invalid-layer': 'image-broken',
};

interface Pairing {
  readonly reference: string;
  readonly osVersion: string;
  readonly family: Family;
  readonly isolation: Isolation;
  readonly outcome: Outcome;
}

/** Each image is older than its host; one more of the host's own build has a revision above the host's. */
function pairingsOn(host: WindowsHostName): readonly Pairing[] {
  const { build: hostBuild, revision: hostRevision } = windowsHost(host);
  const versions = Object.entries(RELEASE_OF_BUILD).flatMap(([build, release]) => [
    { build, release, revision: 100, above: false },
    ...(Number(build) === hostBuild ? [{ build, release, revision: hostRevision + 1, above: true }] : []),
  ]);
  return versions.flatMap(({ build, release, revision, above }) =>
    FAMILIES.flatMap((family) =>
      ISOLATIONS.map((isolation): Pairing => {
        const row = OUTCOMES[host].find(
          (one) =>
            one.image === release &&
            one.isolation === isolation &&
            (one.families === undefined || one.families.includes(family)) &&
            (one.revision === undefined || above),
        );
        if (row === undefined) throw new Error(`${host} has no row for ${family} ${release} in ${isolation}`);
        return {
          reference: `registry.example/${family}:${build}.${revision}`,
          osVersion: `10.0.${build}.${revision}`,
          family,
          isolation,
          outcome: row.outcome,
        };
      }),
    ),
  );
}

function windowsHost(name: WindowsHostName) {
  const host = HOSTS[name];
  if (host.os !== 'windows') throw new Error(`${name} is no Windows`);
  return host;
}

/** The observation that a line of the table stands for. */
function expectedOf({ outcome, isolation, osVersion }: Pairing): object {
  const [, , build, revision] = osVersion.split('.').map(Number);
  switch (outcome.is) {
    case 'runs':
      return {
        outcome: 'ran',
        reason: 'ran',
        isolation,
        evidence: 'proved',
        guestVersion: { build, revision },
      };
    case 'refused':
      return {
        outcome: 'refused',
        reason: 'refused-by-windows',
        error: {
          class: MEANING[outcome.text],
          text: expect.stringContaining(WINDOWS_TEXTS[outcome.text].texts.en),
        },
      };
    case 'unexpected':
      return {
        outcome: 'failed',
        reason: 'refused-by-windows',
        error: { class: 'guest-exited', code: '0xc0370106' },
      };
    default:
      throw new Error(`no base image is said to ${outcome.is}`);
  }
}

describe.each(Object.keys(OUTCOMES) as WindowsHostName[])('on %s', (name) => {
  it('every image in both modes is seen to do what the scenario says', async () => {
    const { product, build, revision, defaultIsolation } = windowsHost(name);
    const pairings = pairingsOn(name);
    const images = new Map(
      pairings.map(({ reference, osVersion, family }) => [reference, { reference, osVersion, family }]),
    );
    const { engine } = await simulate({
      engine: name === 'windows-server-2016' ? '20.10' : '29.1',
      host: name,
      images: [...images.values()],
    });
    const host: SmokeHost = { version: { build, revision }, product, defaultIsolation };
    const candidates = pairings.map(({ reference, osVersion, family, isolation }) =>
      candidate({ reference, osVersion, family }, isolation, { prediction: 'unknown' }),
    );
    const { seen, result } = await smokeAt(engine.dockerHost, candidates, {
      host,
      settings: { mode: 'always', parallel: 4 },
    });
    const table = (rows: readonly (Observation | object)[]) =>
      Object.fromEntries(candidates.map(({ key }, index) => [key, rows[index]]));
    expect(table(seen)).toMatchObject(table(pairings.map(expectedOf)));
    for (const { outcome, evidence } of seen) {
      if (outcome !== 'ran') expect(evidence).toBeUndefined();
    }
    expect(result.hyperv?.state).toBe('works');
    expect(result.leftOver).toEqual([]);
    expect(engine.containers()).toEqual([]);
  });
});
