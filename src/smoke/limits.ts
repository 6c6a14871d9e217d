/** Utility VMs with less fail in ways that look like anything but a lack of memory (demand of several CI recipes: 2 to 4 GB). */
export const HYPERV_MEMORY_BYTES = 2 * 1024 ** 3;

/** What the host keeps for itself when containers are counted against its memory. */
export const HOST_RESERVE_BYTES = 1.5 * 1024 ** 3;

/**
 * A start that takes longer is told of. Known stalls are of over two minutes where seconds are usual
 * (microsoft/Windows-Containers#647: 141 s); a first Hyper-V container on a busy machine may take half a minute.
 */
export const SLOW_START_MS = 60_000;

/** A removal that takes longer is told of while it is waited for: seconds are usual, also for a virtual machine. */
export const SLOW_REMOVAL_MS = 10_000;

/**
 * How long a removal may take that is worth less waiting than a container's first one: behind another that hung, in the last
 * try of a run, and of what older runs left behind. Whatever is to come of one comes within seconds.
 */
export const SHORT_REMOVAL_MS = 30_000;

/**
 * How long an engine may go on with a pull that nobody waits for any more: the image of one that was at its end appears
 * within that time.
 */
export const PULL_ENDS_MS = 1_000;

/** How much of a log is kept: its end says what went wrong. */
export const LOG_CHARACTERS = 4_000;

/** Time a container is kept alive beyond its time-out, so that it never ends before it was looked at. */
export const SPARE_SECONDS = 60;
