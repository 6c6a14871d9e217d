import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameReader, type LogStream } from '../../src/engine/frames.ts';
import { frame } from './frames.ts';

/** What each stream got, of bytes that come in pieces ending at these places. */
function demultiplex(bytes: Buffer, places: readonly number[] = []): Record<LogStream, string> {
  const reader = new FrameReader();
  const out: Record<LogStream, Buffer[]> = { stdout: [], stderr: [], error: [] };
  const cuts = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const pieces = cuts.slice(1).flatMap((end, at) => reader.push(bytes.subarray(cuts[at], end)));
  for (const piece of [...pieces, ...reader.end()]) out[piece.stream].push(piece.bytes);
  const text = (stream: LogStream) => Buffer.concat(out[stream]).toString('latin1');
  return { stdout: text('stdout'), stderr: text('stderr'), error: text('error') };
}

const places = fc.array(fc.nat(10_000), { maxLength: 20 });
const latin1 = (bytes: readonly Uint8Array[]) => Buffer.concat(bytes).toString('latin1');

describe('frames of a log', () => {
  it('come apart wherever chunks end', () => {
    const frames = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.uint8Array({ maxLength: 300 })), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(frames, places, (all, cuts) => {
        const bytes = Buffer.concat(all.map(([type, body]) => frame(type, body)));
        const of = (...types: number[]) =>
          latin1(all.filter(([type]) => types.includes(type)).map(([, body]) => body));
        expect(demultiplex(bytes, cuts)).toEqual({ stdout: of(0, 1), stderr: of(2), error: of(3) });
      }),
    );
  });

  it('of a log that is cut anywhere, what came is given', () => {
    const whole = Buffer.concat([frame(1, 'one '), frame(2, 'two '), frame(1, 'three')]);
    fc.assert(
      fc.property(fc.nat(whole.length), places, (length, cuts) => {
        const { stdout, stderr } = demultiplex(whole.subarray(0, length), cuts);
        expect('one three'.startsWith(stdout)).toBe(true);
        expect('two '.startsWith(stderr)).toBe(true);
        expect(stdout.length + stderr.length).toBe(
          Math.min(4, Math.max(0, length - 8)) +
            Math.min(4, Math.max(0, length - 20)) +
            Math.min(5, Math.max(0, length - 32)),
        );
      }),
    );
  });

  it('a terminal has none: everything is its output', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), places, (bytes, cuts) => {
        fc.pre((bytes[0] ?? 0) > 3);
        expect(demultiplex(Buffer.from(bytes), cuts)).toEqual({
          stdout: latin1([bytes]),
          stderr: '',
          error: '',
        });
      }),
    );
  });

  it('where a frame should begin and none does, the rest is output', () => {
    const bytes = Buffer.concat([frame(2, 'error'), Buffer.from('plain words')]);
    expect(demultiplex(bytes)).toEqual({ stdout: 'plain words', stderr: 'error', error: '' });
  });

  it('a large frame is not held back until it is whole', () => {
    const reader = new FrameReader();
    const header = Buffer.from([1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]);
    expect(reader.push(Buffer.concat([header, Buffer.from('begin')]))).toEqual([
      { stream: 'stdout', bytes: Buffer.from('begin') },
    ]);
  });
});
