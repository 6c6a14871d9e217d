import { describe, expect, it } from 'vitest';
import { baseImage } from '../windows-engine/simulate.ts';
import { both, candidate, smokeAt } from './scene.ts';
import { startStandAlone } from './stand-alone-engine.ts';

const IMAGE = baseImage('ltsc2022');

describe('an engine as a program of its own', () => {
  it('executes the command line of a smoke container, that of the user included', async () => {
    const { dockerHost, guest, end } = await startStandAlone({ images: [IMAGE] });
    expect(guest).toBe('table');
    const { seen } = await smokeAt(dockerHost, both(IMAGE), {
      settings: { command: 'echo it works& exit 3' },
    });
    expect(seen).toMatchObject(
      ['process', 'hyperv'].map((isolation) => ({
        outcome: 'failed',
        reason: 'failed-inside',
        isolation,
        evidence: 'proved',
        guestVersion: { build: 20348, revision: 4052 },
        exitCode: 3,
        log: 'it works',
      })),
    );
    expect(await end()).toBe(0);
  });

  it('gives a silent guest where that is asked for', async () => {
    const { dockerHost } = await startStandAlone({ images: [IMAGE], guest: 'silent' });
    const { seen } = await smokeAt(dockerHost, [candidate(IMAGE, 'process')], {
      settings: { timeoutSeconds: 1 },
    });
    expect(seen).toMatchObject([{ outcome: 'timed-out', reason: 'timed-out' }]);
  });
});
