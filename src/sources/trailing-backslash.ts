/** A drive, its backslash, and no more or a whole folder; alone, or behind an option or variable. */
const WINDOWS_PATH = /(?:^|[=,])([A-Za-z]:(?:\\.*)?)$/;
const INSTRUCTION =
  /^(FROM|RUN|CMD|LABEL|EXPOSE|ENV|ADD|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ARG|ONBUILD|STOPSIGNAL|HEALTHCHECK|SHELL)[ \t]+\S/;
/** In these a next line can begin with a command of cmd that has the name of an instruction. */
const COMMAND_LINE = /^(?:RUN|CMD|ENTRYPOINT|HEALTHCHECK|ONBUILD)\b/i;
/** MAX_PATH of Windows. */
const LONGEST_PATH = 260;

/**
 * The classic trap: `COPY app C:\app\` continues the line, and the next instruction becomes a part of this one.
 * Certain only when the line ends in a Windows path and the next one begins, at its first column, with an instruction in capitals.
 * `keyword` is the instruction's, `before` what stands before the backslash, `next` the line that it swallows;
 * the message when it is the trap.
 */
export function trailingBackslash(keyword: string, before: string, next: string): string | undefined {
  const swallowed = INSTRUCTION.exec(next)?.[1];
  if (swallowed === undefined) return undefined;
  if (COMMAND_LINE.test(keyword) && (swallowed === 'COPY' || swallowed === 'CMD')) return undefined;
  const word =
    before
      .slice(-LONGEST_PATH)
      .split(/[\s"']/)
      .at(-1) ?? '';
  const path = WINDOWS_PATH.exec(word)?.[1];
  if (path === undefined) return undefined;
  return `The backslash at the end of ${path}\\ continues the line, so the ${swallowed} below it is no instruction.`;
}
