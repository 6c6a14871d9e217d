import { ISOLATIONS, type Isolation } from '../windows/model.ts';
import { displayWidth, padEnd } from './display-width.ts';
import { type Paint, VERDICT_STYLE } from './paint.ts';
import { imageLabel, type PairingCell, type PairingTable, pairingTable } from './pairing-table.ts';
import { plainLine } from './plain.ts';
import type { Report, ReportHost, ReportPairing } from './report.ts';
import { clip } from './visible.ts';
import { observationWords, UNDEFINED_MEANS } from './words.ts';

const GAP = '  ';
const LONGEST_HOST = 30;
const ISOLATION_WIDTH = 'isolation'.length;

/**
 * Images by hosts by isolation, as lines of text; empty when nothing was judged. Hosts that do not fit into the width
 * are taken to further tables below. Ends with what the marks mean and what each host is.
 */
export function tableLines(report: Report, paint: Paint, width: number): string[] {
  const table = pairingTable(report);
  if (table.rows.length === 0) return [];
  const conditions = new Conditions();
  const imageWidth = table.rows.reduce(
    (most, row) => Math.max(most, displayWidth(plainLine(imageLabel(row.image)))),
    'image'.length,
  );
  const lines: string[] = [];
  for (const columns of columnGroups(table, conditions, width - imageWidth - GAP.length - ISOLATION_WIDTH)) {
    if (lines.length > 0) lines.push('');
    lines.push(...tablePart(table, columns, imageWidth, conditions, paint));
  }
  return [...lines, '', ...legend(report, conditions, paint)];
}

interface Column {
  readonly index: number;
  readonly title: string;
  readonly width: number;
}

function columnGroups(table: PairingTable, conditions: Conditions, room: number): Column[][] {
  const groups: Column[][] = [];
  let left = 0;
  table.hosts.forEach((host, index) => {
    const title = clip(plainLine(host.id), LONGEST_HOST);
    const cells = table.rows.flatMap((row) =>
      ISOLATIONS.map((isolation) => cellText(row.cells[index]?.[isolation], conditions).length),
    );
    const width = cells.reduce((most, length) => Math.max(most, length), displayWidth(title));
    left -= GAP.length + width;
    if (groups.length === 0 || left < 0) {
      groups.push([]);
      left = room - GAP.length - width;
    }
    groups.at(-1)?.push({ index, title, width });
  });
  return groups;
}

function tablePart(
  table: PairingTable,
  columns: readonly Column[],
  imageWidth: number,
  conditions: Conditions,
  paint: Paint,
): string[] {
  const titles = columns.map((column) => padEnd(column.title, column.width)).join(GAP);
  const header = `${padEnd('image', imageWidth)}${GAP}isolation${GAP}${titles}`.trimEnd();
  const lines = [paint(header, 'bold')];
  for (const row of table.rows) {
    ISOLATIONS.forEach((isolation, index) => {
      const label = padEnd(index === 0 ? plainLine(imageLabel(row.image)) : '', imageWidth);
      const cells = columns.map((column) =>
        paintedCell(row.cells[column.index] ?? {}, isolation, column.width, conditions, paint),
      );
      lines.push(`${label}${GAP}${padEnd(isolation, ISOLATION_WIDTH)}${GAP}${cells.join(GAP)}`.trimEnd());
    });
  }
  return lines;
}

function paintedCell(
  cell: PairingCell,
  isolation: Isolation,
  width: number,
  conditions: Conditions,
  paint: Paint,
): string {
  const pairing = cell[isolation];
  const text = cellText(pairing, conditions);
  const painted = pairing === undefined ? text : paint(text, VERDICT_STYLE[pairing.prediction]);
  // Padded outside the colour, so that the end of a line can be trimmed.
  return painted + ' '.repeat(width - text.length);
}

function cellText(pairing: ReportPairing | undefined, conditions: Conditions): string {
  if (pairing === undefined) return '-';
  const marks = conditions.marks(pairing.conditions);
  const seen =
    pairing.observation === undefined ? '' : `; ${observationWords(pairing.observation, pairing.isolation)}`;
  return `${pairing.prediction}${pairing.required ? '*' : ''}${marks === '' ? '' : ` ${marks}`}${seen}`;
}

function legend(report: Report, conditions: Conditions, paint: Paint): string[] {
  const required = report.pairings.some((pairing) => pairing.required) ? ['* must work'] : [];
  const isUndefined = report.pairings.some(({ prediction }) => prediction === 'undefined');
  const meaning = isUndefined ? [UNDEFINED_MEANS] : [];
  const seen = report.smoke === undefined ? [] : ['behind the semicolon: what the smoke container showed'];
  return [...required, ...meaning, ...conditions.lines(), ...seen, ...report.hosts.map(hostLine)].map(
    (line) => paint(line, 'dim'),
  );
}

function hostLine(host: ReportHost): string {
  return `${plainLine(host.name)} (${host.origin})`;
}

/** The distinct conditions of a table, numbered as they come up. */
class Conditions {
  readonly #numbers = new Map<string, number>();

  marks(conditions: readonly string[]): string {
    return conditions.map((condition) => `[${this.#number(condition)}]`).join('');
  }

  lines(): string[] {
    return Array.from(this.#numbers, ([condition, number]) => `[${number}] ${plainLine(condition)}`);
  }

  #number(condition: string): number {
    const known = this.#numbers.get(condition);
    if (known !== undefined) return known;
    this.#numbers.set(condition, this.#numbers.size + 1);
    return this.#numbers.size;
  }
}
