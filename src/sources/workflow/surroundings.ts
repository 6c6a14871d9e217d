import type { Budget } from './budget.ts';
import type { Environments } from './environment.ts';
import type { Library } from './library.ts';
import type { Looked } from './marks.ts';
import type { Tell } from './problems.ts';
import type { Scripts } from './scripts.ts';
import type { KnownDockerfiles } from './telling.ts';
import type { Templates } from './template.ts';

/** What everything that reads a part of one workflow shares. */
export interface Surroundings {
  readonly tell: Tell;
  readonly budget: Budget;
  readonly looked: Looked;
  readonly library: Library;
  readonly templates: Templates;
  readonly environments: Environments;
  readonly scripts: Scripts;
  /** Left out where nothing is known of any. */
  readonly dockerfiles?: KnownDockerfiles;
}
