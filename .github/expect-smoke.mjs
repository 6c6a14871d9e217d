// Holds a report of the action against what its smoke containers must have shown on a real Windows runner; a step of CI.
import { readFileSync } from 'node:fs';

const [expected] = process.argv.slice(2);
const { REPORT: file = '', STEP_OUTCOME: stepOutcome } = process.env;
const faults = [];

/** What is wrong, or nothing where all is as it must be. */
function expect(holds, fault) {
  if (!holds) faults.push(fault);
}

/** Seen in a real container, with proof of the isolation that it was asked for. */
function expectProved({ image, isolation, observation }) {
  const { outcome, evidence, isolation: seen, message, proof = [] } = observation;
  expect(outcome === 'ran', `${image} in ${isolation} isolation: ${outcome}. ${message}`);
  expect(
    evidence === 'proved' && seen === isolation,
    `${image} in ${isolation} isolation: ${seen} isolation is ${evidence}, not proved. ${proof.join(' ')}`,
  );
}

const EXPECTATIONS = {
  /** Process isolation always; Hyper-V isolation too, unless the runner has none, which is then said of it. */
  ran({ pairings, smoke }) {
    expect(pairings.length === 4, `two images in two modes are 4 pairings, not ${pairings.length}`);
    for (const pairing of pairings) {
      if (pairing.isolation === 'process') expectProved(pairing);
      else if (smoke.hyperv?.state === 'works') expectProved(pairing);
      else {
        // A hosted runner promises no Hyper-V isolation; what is wrong with it must be known, though.
        const { state, message } = smoke.hyperv ?? {};
        console.log(`::notice::Hyper-V isolation on this runner is ${state}. ${message}`);
        expect(
          state === 'absent' || state === 'broken',
          `${pairing.image} in hyperv isolation: ${pairing.observation.outcome}. ${pairing.observation.message}`,
        );
      }
    }
  },
  /** Both told: that it would be refused, and that Windows did so, for the reason that was foretold. */
  refused({ pairings, result }) {
    expect(stepOutcome === 'failure', `the step ended with ${stepOutcome}, not with failure`);
    expect(result === 'failed', `the result is ${result}, not failed`);
    const pairing = pairings.find(({ isolation }) => isolation === 'process');
    const { outcome, reason, message, error } = pairing?.observation ?? {};
    expect(pairing?.prediction === 'refused', `predicted is ${pairing?.prediction}, not refused`);
    expect(
      outcome === 'refused' && reason === 'refused-by-windows',
      `seen was ${outcome} (${reason}), not refused by Windows. ${message}`,
    );
    expect(
      error?.class === 'image-mismatch',
      `the cause is ${error?.class}, not image-mismatch: ${error?.text}`,
    );
  },
};

/** The report, or nothing where it cannot be held against anything. */
function read() {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    if (report.smoke === undefined) throw new Error('it tells of no smoke containers');
    for (const { image, isolation, observation } of report.pairings) {
      if (observation === undefined)
        throw new Error(`it has no observation of ${image} in ${isolation} isolation`);
    }
    return report;
  } catch (thrown) {
    expect(false, `the report ${JSON.stringify(file)} is none: ${thrown.message}`);
    return undefined;
  }
}

const report = read();
if (report !== undefined) {
  if (EXPECTATIONS[expected] === undefined) faults.push(`nothing is known as ${JSON.stringify(expected)}`);
  else EXPECTATIONS[expected](report);
}
for (const fault of faults)
  console.log(`::error::${fault.replaceAll('%', '%25').replaceAll(/\r?\n/g, '%0A')}`);
if (faults.length > 0) process.exitCode = 1;
else console.log(`As expected (${expected}).`);
