import { describe, expect, it } from 'vitest';
import { decode, MAX_FILE_BYTES } from '../../src/sources/decode.ts';

const FROM = 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\r\n';
const utf8 = (text: string) => new TextEncoder().encode(text);
const little = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const big = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());

describe('texts', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['UTF-8', utf8('FROM größe'), 'FROM größe'],
    ['UTF-8 with a byte order mark', utf8('\ufeffFROM x'), 'FROM x'],
    ['a string with a byte order mark', '\ufeffFROM x', 'FROM x'],
    ['nothing', new Uint8Array(), ''],
    ['a code page of Windows', Uint8Array.from([0x23, 0x20, 0xe9, 0x0a]), '# \ufffd\n'],
    ['one byte', Uint8Array.from([0x41]), 'A'],
  ])('%s is read', (_what, content, text) => {
    expect(decode(content, 'Dockerfile')).toEqual({ text });
  });
});

describe('files that are no text', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ['UTF-16 with its mark', Uint8Array.from([0xff, 0xfe, ...little(FROM)]), /UTF-16 \(little endian\)/],
    ['UTF-16 big endian with its mark', Uint8Array.from([0xfe, 0xff, ...big(FROM)]), /UTF-16 \(big endian\)/],
    ['UTF-16 without a mark', little(FROM), /UTF-16 \(little endian\)/],
    ['UTF-16 big endian without a mark', big(FROM), /UTF-16 \(big endian\)/],
    ['UTF-32', Uint8Array.from([0xff, 0xfe, 0, 0, 0x46, 0, 0, 0]), /UTF-32/],
    ['a program', Uint8Array.from([0x4d, 0x5a, 0x90, 0x00, 0x03, 0x00, 0x01, 0x02]), /binary/],
    ['a text with a zero byte', utf8('FROM x\0'), /binary/],
    ['a string with a zero', 'FROM x\0', /binary/],
  ])('%s is told by its encoding', (_what, content, message) => {
    const decoded = decode(content, 'a/Dockerfile');
    expect(decoded).toMatchObject({
      problem: { code: 'file-not-text', place: { file: 'a/Dockerfile', line: 1, column: 1 } },
    });
    expect('problem' in decoded && decoded.problem.message).toMatch(message);
  });

  it('names the encoding in the remedy', () => {
    const decoded = decode(little(FROM), 'Dockerfile');
    expect('problem' in decoded && decoded.problem.remedy).toContain('UTF-8 instead of UTF-16');
  });
});

describe('the limit of size', () => {
  it('is not yet reached by a file of exactly that size', () => {
    expect(decode(new Uint8Array(MAX_FILE_BYTES).fill(0x20), 'Dockerfile')).toHaveProperty('text');
  });

  it.each([
    ['bytes', new Uint8Array(MAX_FILE_BYTES + 1).fill(0x20)],
    ['characters', ' '.repeat(MAX_FILE_BYTES + 1)],
  ])('is passed by one more of %s', (_what, content) => {
    expect(decode(content, 'Dockerfile')).toMatchObject({ problem: { code: 'file-too-large' } });
  });
});
