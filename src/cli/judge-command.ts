import { today } from '../edge/today.ts';
import { CheckError } from '../errors.ts';
import { declareHost } from '../hosts/declared.ts';
import { hostArchitecture, type ImageArchitecture, imageArchitecture } from '../images/architecture.ts';
import { parseReference } from '../images/reference.ts';
import { readTag } from '../images/tags.ts';
import { architectureRemedies, inViewOfArchitecture } from '../pairing/architecture.ts';
import { plainJson } from '../report/plain.ts';
import { predict } from '../windows/compatibility.ts';
import type { ImageFacts } from '../windows/model.ts';
import { releaseOfTagWord } from '../windows/releases.ts';
import { remediesFor } from '../windows/remedy.ts';
import { parseWindowsVersion } from '../windows/version.ts';
import { type Answer, answer, asAnswer, LineError, parseQuestion } from './judge-line.ts';
import { readLines, type StreamLine } from './lines.ts';
import { choose, parseOptions } from './options.ts';
import type { Terminal } from './terminal.ts';

/** Longer than any question; what is longer is no question. */
const LINE_LIMIT = 1_000_000;

/** One pairing by flags, or newline-delimited JSON from stdin: one line out for each line in, in order. */
export async function judgeCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions('judge', args, {
    host: { type: 'string' },
    image: { type: 'string' },
    family: { type: 'string' },
    isolation: { type: 'string' },
    policy: { type: 'string' },
    format: { type: 'string' },
  });
  if (positionals.length > 0) {
    throw new CheckError(
      'usage',
      `judge takes no \`${positionals[0]}\`.`,
      'Give --host and --image, or JSON lines on stdin.',
    );
  }
  if (values.host === undefined && values.image === undefined) return judgeLines(terminal);
  if (values.host === undefined || values.image === undefined) {
    const missing = values.host === undefined ? '--host' : '--image';
    throw new CheckError(
      'usage',
      `judge needs ${missing} too.`,
      'Give --host and --image, or JSON lines on stdin.',
    );
  }
  return judgeOne({ ...values, host: values.host, image: values.image }, terminal);
}

interface PairingFlags {
  readonly host: string;
  readonly image: string;
  readonly family?: string;
  readonly isolation?: string;
  readonly policy?: string;
  readonly format?: string;
}

async function judgeOne(flags: PairingFlags, terminal: Terminal): Promise<number> {
  const format = choose('--format', flags.format, ['text', 'json'], 'text');
  const policy = choose('--policy', flags.policy, ['compatible', 'exact'], 'compatible');
  const mode = choose('--isolation', flags.isolation, ['default', 'process', 'hyperv'], 'default');
  const host = declareHost(flags.host, today(terminal));
  const isolation = mode === 'default' ? host.defaultIsolation : mode;
  const { facts, architecture } = imageOf(flags.image);
  const family = choose(
    '--family',
    flags.family,
    ['nanoserver', 'servercore', 'server', 'windows', 'hostprocess', 'unknown'],
    facts.family ?? 'unknown',
  );
  const image = { ...facts, family };
  const judged = predict(host, image, isolation, policy);
  const verdict = inViewOfArchitecture(judged, { host, facts: image, isolation, architecture });
  const said = asAnswer(verdict);
  if (format === 'json') {
    await terminal.write(`${plainJson(said)}\n`);
  } else {
    const architectures = { host: hostArchitecture(host), image: architecture?.name };
    const others = remediesFor(host, image, isolation, { policy, day: today(terminal), architectures });
    const remedies =
      verdict.rule === 'wrong-architecture'
        ? architectureRemedies(image, others, architectures.host)
        : others;
    await terminal.write(
      asText(
        said,
        isolation,
        remedies.map((remedy) => remedy.text),
      ),
    );
  }
  return said.findings.some((finding) => finding.level === 'error') ? 1 : 0;
}

function asText(said: Answer, isolation: string, remedies: readonly string[]): string {
  // By itself the word looks like a slip of a program.
  const verdict = said.prediction === 'undefined' ? 'undefined behaviour' : said.prediction;
  const lines = [`${verdict} in ${isolation} isolation [${said.rule}]`, said.reason];
  for (const condition of said.conditions) lines.push(`Condition: ${condition}`);
  for (const finding of said.findings) {
    if (finding.message !== said.reason) lines.push(`${finding.level}: ${finding.message} [${finding.rule}]`);
  }
  for (const remedy of remedies) lines.push(`Remedy: ${remedy}`);
  return `${lines.join('\n')}\n`;
}

/** A Windows version, a release, or a reference whose tag tells one, and may tell what processor the image is for. */
function imageOf(given: string): { facts: ImageFacts; architecture?: ImageArchitecture | undefined } {
  const release = releaseOfTagWord(given);
  const version = parseWindowsVersion(given) ?? (release && { build: release.build });
  if (version !== undefined) return { facts: { version } };
  const tag = readTag(parseReference(given));
  // A reference whose tag says nothing is a fair question; a bare word, or what looks like a version, is a slip.
  if (tag.version === undefined && (!/[:@/]/.test(given) || /^v?\d+(?:\.\d+)+(?:$|\/)/.test(given))) {
    throw new CheckError(
      'usage',
      `--image \`${given}\` is no Windows version, no release, and no reference whose tag names one.`,
      'Write it as in 10.0.17763.5329, ltsc2019 or mcr.microsoft.com/windows/nanoserver:ltsc2022; `check --image` asks the registry.',
    );
  }
  const { version: of, family, saysWindows } = tag;
  const answeredBy = saysWindows ? 'tag' : 'nothing';
  return {
    facts: { version: of, family },
    architecture: imageArchitecture({ kind: 'unread', answeredBy, tag }, undefined),
  };
}

async function judgeLines(terminal: Terminal): Promise<number> {
  for await (const lines of readLines(terminal.stdin, LINE_LIMIT)) {
    let out = '';
    for (const line of lines) out += `${answerLine(line)}\n`;
    await terminal.write(out);
  }
  return 0;
}

function answerLine(line: StreamLine): string {
  if (line.text === undefined)
    return plainJson({ error: `the line is longer than ${LINE_LIMIT} characters` });
  try {
    return plainJson(answer(parseQuestion(line.text)));
  } catch (error) {
    if (error instanceof LineError) return plainJson({ error: error.message });
    throw error;
  }
}
