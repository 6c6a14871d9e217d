import { tableGuestRunner } from './guest/table.ts';
import { createWineGuestRunner, wineGuestsMissing } from './guest/wine.ts';
import type { GuestRunner } from './guest-runner.ts';
import { silentGuest } from './silent-guest.ts';

/** A runner of an engine that runs as a program of its own. */
export interface OwnedGuestRunner extends GuestRunner {
  /** Ends what it still runs and removes its files, where it has any. */
  close?(): Promise<void>;
}

/** The guests by the name that options have for them. */
export const GUESTS: Readonly<Record<string, () => Promise<OwnedGuestRunner>>> = {
  table: async () => tableGuestRunner(),
  silent: async () => silentGuest,
  /** @throws Error where Wine is not installed */
  wine: async () => {
    const missing = wineGuestsMissing();
    if (missing !== undefined) throw new Error(missing);
    return await createWineGuestRunner();
  },
  /** By Wine where it is installed, else by the table. */
  best: async () => (wineGuestsMissing() === undefined ? await createWineGuestRunner() : tableGuestRunner()),
};
