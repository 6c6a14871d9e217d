/** A log's frames: one byte of stream, three of nothing, four of length, then the text. */
export function readFrames(body: Buffer): { readonly stream: 'stdout' | 'stderr'; readonly text: string }[] {
  const frames: { stream: 'stdout' | 'stderr'; text: string }[] = [];
  for (let at = 0; at + 8 <= body.length; ) {
    const end = at + 8 + body.readUInt32BE(at + 4);
    frames.push({ stream: body[at] === 2 ? 'stderr' : 'stdout', text: body.toString('utf8', at + 8, end) });
    at = end;
  }
  return frames;
}
