import { familiar, parseReference } from '../references.ts';
import type { Handler } from '../state.ts';

const MEDIA_TYPES = {
  docker: {
    index: 'application/vnd.docker.distribution.manifest.list.v2+json',
    manifest: 'application/vnd.docker.distribution.manifest.v2+json',
  },
  oci: {
    index: 'application/vnd.oci.image.index.v1+json',
    manifest: 'application/vnd.oci.image.manifest.v1+json',
  },
} as const;

/** moby distribution_routes.go: a single OCI manifest tells no platform. */
export const distribution: Handler = (call, engine) => {
  const reference = parseReference(engine.generation.name, call.name);
  const auth = call.headers['x-registry-auth'];
  const found = engine.registry.get(
    parseReference(engine.generation.name, familiar(reference)),
    typeof auth === 'string' ? auth : undefined,
  );
  const types = MEDIA_TYPES[found.mediaTypes];
  const tells = found.isIndex || found.mediaTypes === 'docker';
  call.json(200, {
    Descriptor: {
      mediaType: found.isIndex ? types.index : types.manifest,
      digest: found.digest,
      size: found.isIndex ? 350 : 610,
    },
    Platforms: tells
      ? found.images.map((image) => ({
          architecture: image.architecture,
          os: image.os,
          ...(image.osVersion ? { 'os.version': image.osVersion } : {}),
        }))
      : [],
  });
};
