import { compareApi } from '../generations.ts';
import type { Call } from '../http/answer.ts';
import { type Image, versionParts } from '../images.ts';
import { pause } from '../pause.ts';
import { familiar, parseReference, type Reference } from '../references.ts';
import type { Published } from '../registry.ts';
import {
  chooseByContainerd,
  chooseByGraphdriver,
  isNewer,
  type Platform,
  parsePlatform,
} from '../selection.ts';
import { type EngineState, type Handler, osType } from '../state.ts';
import { EngineError, say } from '../texts.ts';
import { PullStream } from './pull-stream.ts';

/**
 * moby image_routes.go postImagesCreate, distribution/pull_v2.go, daemon/containerd/image_pull.go.
 * What goes wrong before the first line has a status of its own; what goes wrong after it is the last line.
 */
export const pull: Handler = async (call, engine) => {
  const { name } = engine.generation;
  await call.body();
  const asked = call.query.get('platform');
  const platform = asked && compareApi(call.api, '1.32') >= 0 ? parsePlatform(name, asked) : undefined;
  const reference = askedReference(engine, call);
  if (reference.name === 'scratch') throw say(name, 'reserved');
  const tags =
    reference.tag !== undefined || reference.digest !== undefined
      ? [reference]
      : engine.registry.tagsOf(reference).map((tag) => ({ ...reference, tag }));
  const stream = new PullStream(engine, call);
  try {
    for (const each of tags.length > 0 ? tags : [reference])
      await pullOne(engine, call, each, platform, stream);
  } catch (error) {
    if (!(error instanceof EngineError) || !stream.started) throw error;
    stream.error(error.message);
  }
  stream.end();
};

function askedReference(engine: EngineState, call: Call): Reference {
  const { name } = engine.generation;
  const reference = parseReference(name, (call.query.get('fromImage') ?? '').replace(/:$/, ''));
  const tag = call.query.get('tag');
  if (!tag) return reference;
  const joint = tag.startsWith('sha256:') ? '@' : ':';
  return parseReference(name, `${reference.name}${joint}${tag}`);
}

async function pullOne(
  engine: EngineState,
  call: Call,
  reference: Reference,
  platform: Platform | undefined,
  stream: PullStream,
): Promise<void> {
  const auth = call.headers['x-registry-auth'];
  const published = askRegistry(engine, reference, typeof auth === 'string' ? auth : undefined);
  const shown = reference.tag ?? reference.digest ?? 'latest';
  // The containerd store chooses before it says a word, the graphdriver after its first line.
  if (engine.images.containerd) choose(engine, published, platform);
  stream.line({ status: `Pulling from ${reference.path}`, id: shown });
  if (call.pullError !== undefined) throw new EngineError(500, call.pullError);
  const image = choose(engine, published, platform);
  const before = engine.images.find(familiar(reference));
  await fetchLayers(engine, image, stream, call.signal);
  const after = engine.images.add(reference, image, published.digest);
  stream.line({ status: `Digest: ${published.digest}` });
  const state = before?.id === after.id ? 'Image is up to date for' : 'Downloaded newer image for';
  stream.line({ status: `Status: ${state} ${familiar(reference)}` });
}

/** The containerd store passes the registry's own words on behind its own. */
function askRegistry(engine: EngineState, reference: Reference, auth: string | undefined): Published {
  try {
    return engine.registry.get(reference, auth);
  } catch (error) {
    if (!(error instanceof EngineError) || !engine.images.containerd) throw error;
    const fromRegistry = /^(unauthorized|toomanyrequests): /.test(error.message);
    throw fromRegistry ? new EngineError(error.status, `error from registry: ${error.message}`) : error;
  }
}

/** @throws EngineError when nothing here fits the host. */
function choose(engine: EngineState, published: Published, platform: Platform | undefined): Image {
  const { host, generation, images } = engine;
  const choice = images.containerd
    ? chooseByContainerd(host, published.images, platform)
    : published.isIndex
      ? chooseByGraphdriver(host, published.images, platform)
      : published.images[0];
  if (!choice) throw noMatch(engine, platform);
  if (published.isIndex || images.containerd) return choice;
  const wanted = platform?.os ?? host.os;
  if (choice.os !== wanted && platform)
    throw say(generation.name, 'image-os-requested', { os: choice.os, wanted });
  if (choice.os !== host.os) throw say(generation.name, 'image-os', { os: choice.os });
  if (host.os === 'windows' && isNewer(choice, host.build)) {
    const image = versionParts(choice.osVersion).prefix;
    throw say(generation.name, 'newer-than-host', { image, host: `10.0.${host.build}` });
  }
  return choice;
}

function noMatch(engine: EngineState, platform: Platform | undefined): EngineError {
  const { host, generation } = engine;
  const architecture = platform?.architecture ?? 'amd64';
  const version = host.os === 'windows' ? `10.0.${host.build}` : '';
  if (engine.images.containerd) {
    const wantedVersion = platform ? platform.osVersion : version;
    const system = `${platform?.os ?? host.os}${wantedVersion ? `(${wantedVersion})` : ''}`;
    return say(generation.name, 'no-matching-manifest-containerd', { platform: `${system}/${architecture}` });
  }
  const linux = (platform?.os ?? osType(engine)) === 'linux';
  const text = linux ? 'no-matching-manifest-linux' : 'no-matching-manifest';
  return say(generation.name, text, { version, architecture });
}

/**
 * A caller that hangs up ends a pull, unless its layers are all there already: the image is kept then (moby
 * integration-cli/docker_cli_pull_test.go, TestPullClientDisconnect).
 */
async function fetchLayers(
  engine: EngineState,
  image: Image,
  stream: PullStream,
  hungUp: AbortSignal,
): Promise<void> {
  const layers = image.layers.map((layer) => ({
    id: layer.digest.slice('sha256:'.length, 'sha256:'.length + 12),
    size: layer.size,
    here: engine.images.hasLayer(layer.digest),
  }));
  // An image that is there as a whole is not looked at layer by layer.
  if (layers.every(({ here }) => here)) return;
  for (const { id, here } of layers)
    stream.line(
      here
        ? { status: 'Already exists', progressDetail: {}, id }
        : { status: 'Pulling fs layer', progressDetail: {}, id },
    );
  for (const { id, size, here } of layers) {
    if (here) continue;
    const delay = engine.options.delays?.pullLayer ?? 0;
    const steps = delay > 0 ? 4 : 1;
    for (let step = 1; step <= steps; step++) {
      await pause(engine, delay / steps);
      if (hungUp.aborted) throw new EngineError(499, 'context canceled');
      stream.progress(
        'Downloading',
        id,
        steps === 1 ? Math.min(size, 1_048_576) : Math.floor((size * step) / steps),
        size,
      );
    }
    stream.line({ status: 'Verifying Checksum', progressDetail: {}, id });
    stream.line({ status: 'Download complete', progressDetail: {}, id });
    stream.progress('Extracting', id, size, size);
    stream.line({ status: 'Pull complete', progressDetail: {}, id });
  }
}
