import { hostname, release, version } from 'node:os';
import { getExecOutput } from '@actions/exec';
import { createEngineAccess } from '../../src/edge/engine-access.ts';
import { CheckError } from '../../src/errors.ts';
import { detectHost } from '../../src/hosts/detected.ts';

const access = createEngineAccess({
  environment: process.env,
  startEngine: false,
  progress: () => undefined,
});

/** Prints the host that the detection finds here, as JSON, by the same means as the action. */
try {
  const host = await detectHost({
    platform: process.platform,
    release: release(),
    systemName: version(),
    hostname: hostname(),
    engineInfo: (signal) => access.info(signal),
    run: (command, args) => getExecOutput(command, [...args], { silent: true, ignoreReturnCode: true }),
  });
  process.stdout.write(`${JSON.stringify(host)}\n`);
} catch (thrown) {
  process.stdout.write(
    `${JSON.stringify({ code: thrown instanceof CheckError ? thrown.code : String(thrown) })}\n`,
  );
}
