import { computerName } from './environment.ts';
import type { ProcessContext } from './machine.ts';

interface Wanted {
  readonly target: string;
  readonly count: number;
  readonly size: number;
}

const USAGE =
  '\r\nUsage: ping [-t] [-a] [-n count] [-l size] [-f] [-i TTL] [-v TOS]\r\n' +
  '            [-r count] [-s count] [[-j host-list] | [-k host-list]]\r\n' +
  '            [-w timeout] [-R] [-S srcaddr] [-c compartment] [-p]\r\n' +
  '            [-4] [-6] target_name\r\n\r\n';

/** One request a second; to the loopback address it is answered, any other fails as without a network. */
export async function ping(context: ProcessContext): Promise<number> {
  const { machine, output, system } = context;
  const wanted = read(context.argv.slice(1));
  if (typeof wanted === 'string') {
    output.stdout(wanted);
    return 1;
  }
  const address = addressOf(wanted.target, computerName(system));
  if (address === undefined) {
    output.stdout(
      `Ping request could not find host ${wanted.target}. Please check the name and try again.\r\n`,
    );
    return 1;
  }
  const title = address === wanted.target ? address : `${wanted.target} [${address}]`;
  output.stdout(`\r\nPinging ${title} with ${wanted.size} bytes of data:\r\n`);
  const answers = machine.surroundings.loopback === 'answers' && isLoopback(address);
  for (let sent = 1; sent <= wanted.count; sent += 1) {
    output.stdout(answers ? replyFrom(address, wanted.size) : 'PING: transmit failed. General failure. \r\n');
    if (answers ? sent < wanted.count : wanted.count === Number.POSITIVE_INFINITY) {
      await machine.wait(1000);
    }
  }
  output.stdout(statistics(address, wanted.count, answers));
  return answers ? 0 : 1;
}

function read(words: readonly string[]): Wanted | string {
  let target: string | undefined;
  let count = 4;
  let size = 32;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const [, option] = /^[-/]([a-z46])$/i.exec(word) ?? [];
    if (option === undefined) {
      target = word;
    } else if (option === 't') {
      count = Number.POSITIVE_INFINITY;
    } else if (['n', 'l', 'w'].includes(option.toLowerCase())) {
      index += 1;
      const value = words[index];
      if (value === undefined || !/^\d+$/.test(value)) {
        return value === undefined
          ? `Value must be supplied for option ${word}.\r\n`
          : `Bad value for option ${word}.\r\n`;
      }
      count = option === 'n' ? Number(value) : count;
      size = option === 'l' ? Number(value) : size;
    } else if (!['a', 'f', '4', '6'].includes(option)) {
      return `Bad option ${word}.\r\n\r\n${USAGE}`;
    }
  }
  return target === undefined ? USAGE : { target, count, size };
}

function addressOf(target: string, itself: string): string | undefined {
  if (/^\d+(?:\.\d+){3}$/.test(target) || target.includes(':')) {
    return target;
  }
  const name = target.toLowerCase();
  return name === 'localhost' || name === 'loopback' || name === itself.toLowerCase() ? '::1' : undefined;
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

function replyFrom(address: string, size: number): string {
  return address.includes(':')
    ? `Reply from ${address}: time<1ms \r\n`
    : `Reply from ${address}: bytes=${size} time<1ms TTL=128\r\n`;
}

function statistics(address: string, count: number, answered: boolean): string {
  const received = answered ? count : 0;
  const lost = count - received;
  const share = count === 0 ? 0 : Math.round((lost * 100) / count);
  const times =
    received === 0
      ? ''
      : 'Approximate round trip times in milli-seconds:\r\n    Minimum = 0ms, Maximum = 0ms, Average = 0ms\r\n';
  return (
    `\r\nPing statistics for ${address}:\r\n` +
    `    Packets: Sent = ${count}, Received = ${received}, Lost = ${lost} (${share}% loss),\r\n${times}`
  );
}
