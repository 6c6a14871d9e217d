import type { SourceProblem } from './reading.ts';

/**
 * The largest file that is read, in bytes. BuildKit itself only limits the length of a line;
 * a Dockerfile of 100,000 lines fits, and a larger file named like one is something else.
 */
export const MAX_FILE_BYTES = 8 * 1024 * 1024;

type Decoded = { readonly text: string } | { readonly problem: SourceProblem };

/** Longest first: UTF-32 little endian begins like UTF-16 little endian. */
const BYTE_ORDER_MARKS: readonly { readonly bytes: readonly number[]; readonly encoding: string }[] = [
  { bytes: [0xff, 0xfe, 0x00, 0x00], encoding: 'UTF-32 (little endian)' },
  { bytes: [0x00, 0x00, 0xfe, 0xff], encoding: 'UTF-32 (big endian)' },
  { bytes: [0xff, 0xfe], encoding: 'UTF-16 (little endian)' },
  { bytes: [0xfe, 0xff], encoding: 'UTF-16 (big endian)' },
];

const SAMPLE_BYTES = 4096;

const UTF8 = new TextDecoder('utf-8');

/**
 * The text of a file, without a UTF-8 byte order mark; or why it is none.
 * Bytes that are not UTF-8 (a comment in a Windows code page) become replacement characters:
 * BuildKit reads such files too.
 */
export function decode(content: string | Uint8Array, file: string): Decoded {
  const size = content.length;
  if (size > MAX_FILE_BYTES) return { problem: tooLarge(file, size) };
  if (typeof content === 'string') {
    if (content.includes('\0')) return { problem: binary(file) };
    return { text: content.startsWith('\ufeff') ? content.slice(1) : content };
  }
  const encoding = wideEncoding(content);
  if (encoding !== undefined) return { problem: wide(file, encoding) };
  if (content.includes(0)) return { problem: binary(file) };
  return { text: UTF8.decode(content) };
}

/** The problem of a file that is not read for its size. */
export function tooLarge(file: string, bytes: number): SourceProblem {
  return {
    code: 'file-too-large',
    message: `${file} has ${bytes} bytes; files up to ${MAX_FILE_BYTES} bytes are read.`,
    remedy: 'Leave it out with a negated path (`!…`) if it is no Dockerfile, or make it smaller.',
    place: { file, line: 1, column: 1 },
  };
}

function wideEncoding(bytes: Uint8Array): string | undefined {
  for (const mark of BYTE_ORDER_MARKS) {
    if (mark.bytes.every((byte, index) => bytes[index] === byte)) return mark.encoding;
  }
  const sample = bytes.subarray(0, SAMPLE_BYTES - (SAMPLE_BYTES % 2));
  if (!sample.includes(0)) return undefined;
  const pairs = sample.length >> 1;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let index = 0; index < pairs; index++) {
    if (sample[2 * index] === 0) evenZeros++;
    if (sample[2 * index + 1] === 0) oddZeros++;
  }
  // Latin letters in UTF-16 have a zero in every other byte, and next to none elsewhere.
  if (pairs > 1 && oddZeros > pairs * 0.7 && evenZeros < pairs * 0.1) return 'UTF-16 (little endian)';
  if (pairs > 1 && evenZeros > pairs * 0.7 && oddZeros < pairs * 0.1) return 'UTF-16 (big endian)';
  return undefined;
}

function wide(file: string, encoding: string): SourceProblem {
  return {
    code: 'file-not-text',
    message: `${file} is encoded as ${encoding}; builders read UTF-8.`,
    remedy: `Save it as UTF-8 instead of ${encoding}; in PowerShell: \`Set-Content -Encoding utf8\`.`,
    place: { file, line: 1, column: 1 },
  };
}

function binary(file: string): SourceProblem {
  return {
    code: 'file-not-text',
    message: `${file} holds zero bytes, so it is binary data; a text in UTF-8 was expected.`,
    remedy: 'Leave it out with a negated path (`!…`), or save it as UTF-8 if it is meant to be a Dockerfile.',
    place: { file, line: 1, column: 1 },
  };
}
