/** The exit code of the process for each result. */
export const EXIT_CODES = { passed: 0, failed: 1, incomplete: 3 } as const;
