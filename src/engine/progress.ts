import type { PullProgress } from './model.ts';
import { plainLine } from './plain-line.ts';
import { type PullState, PullTally } from './pull-state.ts';
import { humanSize } from './sizes.ts';

export interface ProgressWorld {
  /** Writes text as it is, without a line end of its own. */
  readonly write: (text: string) => void;
  /** Milliseconds from any fixed point. */
  readonly now: () => number;
  /** The width of the terminal, for a bar; undefined where lines are kept, as in a log. */
  readonly columns?: number;
}

/** Shows how pulls go on; they may go side by side. */
export interface PullDisplay {
  /** @param size bytes to come, compressed, where a manifest told */
  begin(image: string, size?: number): void;
  /** Fit to be handed on as `onProgress`. */
  readonly progress: (progress: PullProgress) => void;
  end(image: string, outcome: 'pulled' | 'failed'): void;
}

/** One line per image in this time at most: logs are read by people, and kept. */
const LINE_EVERY_MS = 10_000;
/** A bar that is drawn more often flickers and slows the terminal. */
const BAR_EVERY_MS = 100;
const BAR_WIDTH = 24;
const FEWEST_COLUMNS = 20;
/** Erases what stands on the line (ECMA-48 `EL`). */
const ERASE = '\r\u001b[2K';

interface Pull {
  readonly tally: PullTally;
  readonly began: number;
  readonly size: number | undefined;
  shown: number;
}

/** A bar that is redrawn on a terminal, sparse lines elsewhere; the beginning and the end are lines in both. */
export function createPullDisplay(world: ProgressWorld): PullDisplay {
  const pulls = new Map<string, Pull>();
  const bar = world.columns !== undefined;
  let barShown = false;

  const line = (text: string): void => {
    world.write(`${barShown ? ERASE : ''}${text}\n`);
    barShown = false;
  };
  const begin = (image: string, size?: number): Pull => {
    const began = world.now();
    const pull = { tally: new PullTally(), began, size, shown: began };
    pulls.set(image, pull);
    line(`Pulling ${plainLine(image, 300)}${size === undefined ? '' : ` (${humanSize(size)})`}`);
    return pull;
  };
  const drawBar = (image: string, pull: Pull): void => {
    const others = pulls.size > 1 ? ` (+${pulls.size - 1})` : '';
    const text = `${barOf(fractionOf(pull))} ${stateText(pull)} ${plainLine(image, 300)}${others}`;
    world.write(ERASE + text.slice(0, Math.max(FEWEST_COLUMNS, world.columns ?? 0) - 1));
    barShown = true;
  };

  return {
    begin(image, size) {
      begin(image, size);
    },
    progress(progress) {
      const pull = pulls.get(progress.image) ?? begin(progress.image);
      pull.tally.add(progress);
      const now = world.now();
      if (now - pull.shown < (bar ? BAR_EVERY_MS : LINE_EVERY_MS)) return;
      pull.shown = now;
      if (bar) drawBar(progress.image, pull);
      else line(`Pulling ${plainLine(progress.image, 300)}: ${stateText(pull)}`);
    },
    end(image, outcome) {
      const pull = pulls.get(image);
      if (pull === undefined) return;
      pulls.delete(image);
      const name = plainLine(image, 300);
      const time = duration(world.now() - pull.began);
      const { downloaded } = pull.tally.state();
      if (outcome === 'failed') {
        line(`Pulling ${name} failed after ${time}, ${humanSize(downloaded)} downloaded`);
      } else if (downloaded === 0) {
        line(`Pulled ${name} in ${time}, nothing to download`);
      } else {
        line(`Pulled ${name} in ${time}, ${humanSize(downloaded)} downloaded`);
      }
    },
  };
}

/** The manifest knows the whole size before; the engine tells that of one layer after the other. */
function sizeOf({ size }: Pull, state: PullState): number {
  return Math.max(size ?? 0, state.size);
}

/** Downloading and unpacking count half each. */
function fractionOf(pull: Pull): number {
  const state = pull.tally.state();
  const size = sizeOf(pull, state);
  return size === 0 ? 0 : (state.downloaded + state.extracted) / (2 * size);
}

function stateText(pull: Pull): string {
  const state = pull.tally.state();
  const size = sizeOf(pull, state);
  if (state.layers === 0) return 'waiting';
  const parts = [
    size === 0
      ? `${humanSize(state.downloaded)} downloaded`
      : `${humanSize(state.downloaded)} of ${humanSize(size)} downloaded`,
    ...(state.extracted > 0 ? [`${humanSize(state.extracted)} unpacked`] : []),
    `${state.layersDone} of ${state.layers} layers done`,
  ];
  return parts.join(', ');
}

function barOf(fraction: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, fraction)) * BAR_WIDTH);
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR_WIDTH - filled)}]`;
}

function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
