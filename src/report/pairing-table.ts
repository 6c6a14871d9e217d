import type { Isolation } from '../windows/model.ts';
import type { Report, ReportHost, ReportImage, ReportPairing } from './report.ts';

export interface PairingRow {
  readonly image: ReportImage;
  /** One for each host of the table, in its order; empty where the image was not judged on that host. */
  readonly cells: readonly PairingCell[];
}

export type PairingCell = Readonly<Partial<Record<Isolation, ReportPairing>>>;

/** Images by hosts by isolation, the heart of every output. */
export interface PairingTable {
  readonly hosts: readonly ReportHost[];
  /** Images that were judged on some host, in the order of the report. */
  readonly rows: readonly PairingRow[];
}

export function pairingTable(report: Report): PairingTable {
  const byImage = new Map<string, Map<string, Partial<Record<Isolation, ReportPairing>>>>();
  for (const pairing of report.pairings) {
    const key = imageKey(pairing.image, pairing.platform);
    const byHost = byImage.get(key) ?? new Map();
    byImage.set(key, byHost);
    const cell = byHost.get(pairing.host) ?? {};
    byHost.set(pairing.host, cell);
    cell[pairing.isolation] = pairing;
  }
  const rows: PairingRow[] = [];
  for (const image of report.images) {
    const byHost = byImage.get(imageKey(image.name, image.platform));
    if (byHost !== undefined)
      rows.push({ image, cells: report.hosts.map((host) => byHost.get(host.id) ?? {}) });
  }
  return { hosts: report.hosts, rows };
}

/** `mcr.microsoft.com/windows/nanoserver:ltsc2022`, with the platform behind it when one was asked for. */
export function imageLabel(image: { readonly name: string; readonly platform?: string }): string {
  return image.platform === undefined ? image.name : `${image.name} (${image.platform})`;
}

function imageKey(name: string, platform: string | undefined): string {
  return JSON.stringify([name, platform]);
}
