/** The state by which the post step knows the run whose containers it removes; empty once nothing of it is left. */
export const SMOKE_RUN_STATE = 'smoke-run';
