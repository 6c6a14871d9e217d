import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';

const LINES = 1_000_000;
const BUILDS = [14393, 17763, 20348, 25398, 26100, 26200];

it('judge answers a million lines in order, within a heap that could not hold them', async () => {
  const child = spawn(process.execPath, ['--max-old-space-size=64', path.resolve('dist/cli.js'), 'judge'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const feed = async () => {
    for (let start = 0; start < LINES; start += 1000) {
      let text = '';
      for (let line = start; line < start + 1000; line++) text += `${question(line)}\n`;
      if (!child.stdin.write(text)) await once(child.stdin, 'drain');
    }
    child.stdin.end();
  };
  let answered = 0;
  let wrong = 0;
  const read = async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      if (isWrong(answered, JSON.parse(line))) wrong++;
      answered++;
    }
  };
  const closed = once(child, 'close');
  await Promise.all([feed(), read()]);
  const [exitCode] = await closed;
  expect({ exitCode, answered, wrong }).toEqual({ exitCode: 0, answered: LINES, wrong: 0 });
});

function pairingOf(line: number) {
  const host = BUILDS[line % BUILDS.length] as number;
  const image = BUILDS[Math.floor(line / BUILDS.length) % BUILDS.length] as number;
  return { host, image };
}

function question(line: number): string {
  if (line % 1000 === 999) return '{"no":"question"';
  const { host, image } = pairingOf(line);
  return JSON.stringify({
    host: { version: `10.0.${host}.${line % 5000}`, product: host === 26200 ? 'client' : 'server' },
    image: { version: `10.0.${image}.${line % 3000}`, family: 'servercore' },
    isolation: 'process',
  });
}

/** What is certain of each line: its error, a newer image, the same build, a mismatch of old builds. */
function isWrong(line: number, answer: { error?: string; prediction?: string; rule?: string }): boolean {
  if (line % 1000 === 999) return answer.error === undefined;
  const { host, image } = pairingOf(line);
  if (image > host) return answer.rule !== 'image-newer-than-host' || answer.prediction !== 'refused';
  if (image === host) return answer.prediction === 'refused';
  if (image < 20348) return answer.prediction !== 'refused';
  return answer.prediction === undefined;
}
