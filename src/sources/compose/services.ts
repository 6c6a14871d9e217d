import type { SourceProblem } from '../reading.ts';
import { readBuild } from './build.ts';
import type { ServiceEntry, Services } from './loading.ts';
import type { ComposeService } from './model.ts';
import { type MapNode, settled } from './node.ts';
import { optionsOf } from './options.ts';
import { uniqueItems } from './unique.ts';
import { Values } from './values.ts';
import type { Variables } from './variables.ts';

interface ServicesContext {
  readonly problems: SourceProblem[];
  readonly variables: Variables;
  readonly profiles: readonly string[];
}

/** The services of a project when all merging is done, in the order in which they were named first. */
export function readServices(services: Services, context: ServicesContext): readonly ComposeService[] {
  return [...services].flatMap(([name, entry]) => {
    const node = settled(entry.node);
    return node?.kind === 'map' ? [readService(name, entry, uniqueItems(node), context)] : [];
  });
}

function readService(
  name: string,
  { keyPlace }: ServiceEntry,
  node: MapNode,
  { problems, variables, profiles: asked }: ServicesContext,
): ComposeService {
  const values = new Values(name, node, problems);
  const profiles = values.texts('profiles').map(({ value }) => value);
  const [image, isolation, platform] = ['image', 'isolation', 'platform'].map((key) => values.text(key));
  const network = values.text('network_mode');
  const shared = network?.unknown === true ? undefined : /^service:(.+)$/.exec(network?.value ?? '')?.[1];
  const build = readBuild(values, variables);
  return {
    name,
    place: keyPlace,
    profiles,
    active:
      profiles.length === 0 || profiles.some((profile) => asked.includes(profile)) || asked.includes('*'),
    options: optionsOf(values),
    ...(image === undefined ? {} : { image }),
    ...(build === undefined ? {} : { build }),
    ...(isolation === undefined ? {} : { isolation }),
    ...(platform === undefined ? {} : { platform }),
    ...(shared === undefined ? {} : { sharesNetworkOf: shared }),
  };
}
