/** What a run of the action needs once its inputs are understood. */
export { check } from '../check.ts';
export { writeFileWhole } from '../edge/atomic-file.ts';
export { createWorld } from '../edge/world.ts';
export { publish } from './publish.ts';
