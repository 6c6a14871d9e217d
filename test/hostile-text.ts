import fc from 'fast-check';

// Pieces that make commands when they meet, and what a runner, a terminal, XML or JSON takes in its own way.
const PIECES = [
  ...['::', ':', '##[', '##', '#', '[', ']', 'error', 'set-output name=a', 'stop-commands', 'x', '1'],
  ...[
    '\n',
    '\r',
    '\r\n',
    '\t',
    '\v',
    '\f',
    ' ',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\ufeff',
    '\u200b',
    '\u001b[0m',
  ],
  ...[
    '%0A',
    '%0D',
    '%3A',
    '%25',
    '%',
    ',',
    '=',
    '<',
    '>',
    '&',
    '"',
    "'",
    '`',
    '\\',
    '/',
    '@',
    '&#35;',
    '\\u0023',
  ],
  ...['\ud83d', '\u{1f40b}', '日本'],
];

/** Any text at all, and far more often than by chance one that holds commands. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join('')),
  },
);
