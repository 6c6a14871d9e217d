import type { Place } from '../sources/reading.ts';
import { characterWidth } from './display-width.ts';
import { visible } from './visible.ts';

const TAB = '    ';
const CUT = '...';

/** One character of the source as it is shown. */
interface Cell {
  readonly text: string;
  readonly width: number;
}

export interface Excerpt {
  /** The source line, tabs as four spaces, control characters written out, cut to fit. */
  readonly source: string;
  /** Spaces and carets that stand under the place. */
  readonly carets: string;
}

/**
 * The part of a source line that a place points at, with carets under exactly it.
 * Columns count UTF-16 units from 1, as editors do. A place without an end, or with an empty span, gets one caret;
 * one that goes on in another line is marked to the end of its first.
 */
export function excerptOf(line: string, place: Place, width: number): Excerpt {
  const start = clamp(place.column - 1, 0, line.length);
  const goesOn = place.endLine !== undefined && place.endLine > place.line;
  const end = goesOn ? line.length : clamp((place.endColumn ?? place.column + 1) - 1, start, line.length);
  // Only a window of the line is looked at: it may be megabytes long.
  const from = Math.max(0, start - width);
  const to = Math.min(line.length, start + width);
  let before = cellsOf(line, from, start);
  let marked = cellsOf(line, start, Math.min(end, to));
  let after = cellsOf(line, Math.min(end, to), to);
  let head = '';
  let tail = '';
  if (from > 0 || to < line.length || widthOf(before) + widthOf(marked) + widthOf(after) > width) {
    // Two fifths of the room at most go to what stands before the place.
    const kept = lastOf(before, Math.floor(width * 0.4));
    head = from > 0 || kept.length < before.length ? CUT : '';
    before = kept;
    const room = width - widthOf(before) - 2 * CUT.length;
    const shown = marked.length + after.length;
    marked = firstOf(marked, room);
    after = firstOf(after, room - widthOf(marked));
    tail = to < line.length || marked.length + after.length < shown ? CUT : '';
  }
  return {
    source: `${head}${textOf(before)}${textOf(marked)}${textOf(after)}${tail}`.trimEnd(),
    carets: `${' '.repeat(head.length + widthOf(before))}${'^'.repeat(Math.max(1, widthOf(marked)))}`,
  };
}

function cellsOf(line: string, from: number, to: number): Cell[] {
  let at = from;
  return Array.from(line.slice(from, to), (character) => {
    // Broken up as `plainText` does it, or it would do it later and the carets would stand elsewhere.
    const command = character === '[' && line.slice(Math.max(0, at - 2), at) === '##';
    const shown = character === '\t' ? TAB : command ? ' [' : visible(character);
    at += character.length;
    return { text: shown, width: shown === character ? characterWidth(character) : shown.length };
  });
}

function firstOf(cells: readonly Cell[], room: number): Cell[] {
  let used = 0;
  const past = cells.findIndex((cell) => {
    used += cell.width;
    return used > room;
  });
  return past < 0 ? [...cells] : cells.slice(0, past);
}

function lastOf(cells: readonly Cell[], room: number): Cell[] {
  return firstOf([...cells].reverse(), room).reverse();
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

function textOf(cells: readonly Cell[]): string {
  return cells.map((cell) => cell.text).join('');
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
