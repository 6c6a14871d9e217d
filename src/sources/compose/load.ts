import { extendServices } from './extends.ts';
import { includedServices } from './include.ts';
import { type LoadedFiles, type Loading, layOver, type Services, servicesIn } from './loading.ts';
import type { MapNode } from './node.ts';
import { documentsOf } from './tree.ts';

/**
 * Reads files and lays them over each other, each with what it includes and what its services extend, in the order in which
 * Compose does it: variables, `include`, `extends`, then the merge with the files before.
 */
export async function loadServices(loaded: LoadedFiles, loading: Loading): Promise<Services> {
  let services: Services = new Map();
  for (const file of loaded.files) {
    const from = loaded.from ?? { file, line: 1, column: 1 };
    for (const document of await documentsOf(file, loaded, from, loading)) {
      const own = await servicesOfDocument(document, file, loaded, loading);
      services = layOver(services, own, loading.problems);
    }
  }
  return services;
}

async function servicesOfDocument(
  document: MapNode,
  file: string,
  loaded: LoadedFiles,
  loading: Loading,
): Promise<Services> {
  const own = servicesIn(document, loading.problems);
  const included = await includedServices(document, file, loaded, loading, loadServices);
  return extendServices(layOver(included, own, loading.problems), file, loaded, loading);
}
