import { commandLineOf } from '../command-line.ts';
import { Container, type Json } from '../container.ts';
import { checkDecoded, checkSettings } from '../create-options.ts';
import { isFrom } from '../generations.ts';
import { CONFIG_DEFAULTS, HOST_CONFIG_DEFAULTS } from '../host-config.ts';
import type { LocalImage } from '../image-store.ts';
import { parsePlatform } from '../selection.ts';
import { type EngineState, type Handler, osType } from '../state.ts';
import { say } from '../texts.ts';

/** Parts of the body that are not its Config. */
const NOT_CONFIG = ['HostConfig', 'NetworkingConfig'];

/** moby container_routes.go postContainersCreate, daemon/create.go. */
export const create: Handler = async (call, engine) => {
  const { name } = engine.generation;
  const type = call.headers['content-type'];
  if (type !== undefined && !/^application\/json\b/i.test(type)) throw say(name, 'content-type', { type });
  const body = parseBody(engine, await call.body());
  const asked = (body.HostConfig ?? {}) as Json;
  const isEmpty = Object.keys(body).every((key) => NOT_CONFIG.includes(key));
  // Since 29 an empty configuration is found before what is wrong with the options.
  if (isEmpty && isFrom(name, '29.1')) throw say(name, 'empty-config');
  checkDecoded(engine, asked);
  const platform = call.query.get('platform');
  if (platform) parsePlatform(name, platform);
  if (isEmpty) throw say(name, 'empty-config');
  const { hostConfig, warnings } = checkSettings(engine, asked);
  const image = engine.images.get(String(body.Image ?? ''));
  if (platform) checkPlatform(engine, image, String(body.Image), platform);
  const container = createContainer(engine, call.query.get('name') ?? '', body, hostConfig, image);
  engine.containers.add(container);
  call.json(201, { Id: container.id, Warnings: warnings });
};

function parseBody(engine: EngineState, bytes: Buffer): Json {
  const { name } = engine.generation;
  if (bytes.length === 0) throw say(name, 'invalid-json', { problem: 'EOF' });
  try {
    const parsed: unknown = JSON.parse(bytes.toString());
    return typeof parsed === 'object' && parsed !== null ? (parsed as Json) : {};
  } catch (error) {
    throw say(name, 'invalid-json', { problem: error instanceof Error ? error.message : String(error) });
  }
}

/** moby daemon/images/image.go: the system and the architecture must be the wanted ones. */
function checkPlatform(engine: EngineState, { image }: LocalImage, reference: string, text: string): void {
  const wanted = parsePlatform(engine.generation.name, text);
  if (image.os === wanted.os && image.architecture === wanted.architecture) return;
  throw say(engine.generation.name, 'platform-mismatch', {
    reference,
    found: `${image.os}/${image.architecture}`,
    wanted: `${wanted.os}/${wanted.architecture}`,
  });
}

function createContainer(
  engine: EngineState,
  wantedName: string,
  body: Json,
  hostConfig: Json,
  image: LocalImage,
): Container {
  const generation = engine.generation.name;
  const config = mergedConfig(body, image);
  const command = commandLineOf(
    list(config.Entrypoint),
    list(config.Cmd),
    image.image.config.ArgsEscaped === true || body.ArgsEscaped === true,
  );
  if (!command) throw say(generation, 'no-command');
  const name = chooseName(engine, wantedName);
  const asked = String(hostConfig.Isolation ?? '');
  const isDefault = ['', 'default'].includes(asked.toLowerCase());
  const isolation = isDefault && engine.host.os === 'windows' ? engine.host.defaultIsolation : asked;
  const network = String(hostConfig.NetworkMode ?? '');
  const standard = osType(engine) === 'windows' ? 'nat' : 'bridge';
  return new Container({
    name,
    image,
    command,
    config,
    hostConfig: {
      ...HOST_CONFIG_DEFAULTS,
      ...defaultsOf(engine),
      ...given(hostConfig),
      RestartPolicy: restartPolicy(engine, hostConfig),
      LogConfig: logConfig(hostConfig),
      NetworkMode: network === '' || network === 'default' ? standard : network,
    },
    isolation,
  });
}

/** Where older engines show another nothing. */
function defaultsOf(engine: EngineState): Json {
  const { name } = engine.generation;
  return {
    ...(isFrom(name, '29.1') ? {} : { PortBindings: null }),
    ...(isFrom(name, '24.0') ? {} : { KernelMemory: 0, KernelMemoryTCP: 0 }),
  };
}

/** Since 25 an empty policy is written out. */
function restartPolicy(engine: EngineState, hostConfig: Json): Json {
  const asked = (hostConfig.RestartPolicy ?? {}) as Json;
  const standard = isFrom(engine.generation.name, '28.5') ? 'no' : '';
  return { Name: asked.Name || standard, MaximumRetryCount: asked.MaximumRetryCount ?? 0 };
}

/** The daemon's own driver where none is named (moby daemon/logs.go). */
function logConfig(hostConfig: Json): Json {
  const asked = (hostConfig.LogConfig ?? {}) as Json;
  return { Type: asked.Type || 'json-file', Config: asked.Config ?? {} };
}

/** What the image says counts where the caller says nothing (moby daemon/commit.go merge). */
function mergedConfig(body: Json, { image }: LocalImage): Json {
  const own = given(Object.fromEntries(Object.entries(body).filter(([key]) => !NOT_CONFIG.includes(key))));
  const hasEntrypoint = list(own.Entrypoint).length > 0;
  const { config } = image;
  const env = [...list(own.Env), ...(config.Env ?? []).filter((line) => !overridden(line, list(own.Env)))];
  return {
    ...CONFIG_DEFAULTS,
    ...own,
    User: own.User || (config.User ?? ''),
    Env: env.length > 0 ? env : null,
    WorkingDir: own.WorkingDir || (config.WorkingDir ?? ''),
    Labels: { ...config.Labels, ...(own.Labels as Json | undefined) },
    // An empty list does away with the image's entrypoint, and an entrypoint with the image's command.
    Entrypoint: own.Entrypoint ?? config.Entrypoint ?? null,
    Cmd: list(own.Cmd).length > 0 || hasEntrypoint ? (own.Cmd ?? null) : (config.Cmd ?? null),
  };
}

function overridden(line: string, by: readonly string[]): boolean {
  const key = line.split('=', 1)[0]?.toLowerCase();
  return by.some((other) => other.split('=', 1)[0]?.toLowerCase() === key);
}

function chooseName(engine: EngineState, wanted: string): string {
  const { name: generation } = engine.generation;
  const name = wanted.replace(/^\//, '');
  if (name === '') return randomName(engine);
  if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) throw say(generation, 'bad-name', { name });
  const other = engine.containers.named(name);
  if (other) throw say(generation, 'name-taken', { name: `/${name}`, id: other.id });
  return name;
}

const ADJECTIVES = ['brave', 'calm', 'eager', 'gentle', 'keen', 'quiet', 'swift', 'witty'];
const NAMES = ['bartik', 'curie', 'hopper', 'lovelace', 'meitner', 'noether', 'ride', 'turing'];

function randomName(engine: EngineState): string {
  const pick = (words: readonly string[]) => words[Math.floor(Math.random() * words.length)];
  for (let number = 0; ; number++) {
    const name = `${pick(ADJECTIVES)}_${pick(NAMES)}${number === 0 ? '' : number}`;
    if (!engine.containers.named(name)) return name;
  }
}

/** Without what is null: Go takes it for nothing said. */
function given(object: Json): Json {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== null && value !== undefined),
  );
}

/** A single text stands for a list of one (strslice). */
function list(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.map(String) : [];
}
