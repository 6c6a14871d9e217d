import type { Json } from '../container.ts';
import { compareApi } from '../generations.ts';
import type { LocalImage } from '../image-store.ts';
import { familiar, parseReference } from '../references.ts';
import { parsePlatform } from '../selection.ts';
import type { EngineState, Handler } from '../state.ts';
import { say } from '../texts.ts';
import { matchesLabels, parseFilters } from './filters.ts';
import { storageDriver } from './info.ts';

const CREATED = '2025-05-08T18:07:02.4Z';

/** moby image_routes.go getImagesByName. */
export const imageDetails: Handler = (call, engine) => {
  const local = engine.images.get(call.name);
  const asked = call.query.get('platform');
  if (asked && compareApi(call.api, '1.49') >= 0) checkPlatform(engine, local, call.name, asked);
  const { image } = local;
  const old = compareApi(call.api, '1.52') < 0;
  call.json(200, {
    Id: local.id,
    RepoTags: [...local.tags],
    RepoDigests: [...local.digests],
    ...(old ? { Parent: '', Comment: '', DockerVersion: '', Author: '' } : {}),
    Created: CREATED,
    ...(compareApi(call.api, '1.45') < 0 ? { Container: '', ContainerConfig: configOf(local, true) } : {}),
    Config: configOf(local, old),
    Architecture: image.architecture,
    Os: image.os,
    ...(image.osVersion ? { OsVersion: image.osVersion } : {}),
    Size: image.size,
    ...(compareApi(call.api, '1.44') < 0 ? { VirtualSize: image.size } : {}),
    ...graphDriver(engine, local, old),
    RootFS: { Type: 'layers', Layers: image.layers.map(({ digest }) => digest) },
    Metadata: { LastTagTime: local.taggedAt.toISOString() },
    ...descriptor(engine, local, call.api),
  });
};

/** The whole of moby's Config in old APIs, and since 1.52 only what is set. */
function configOf({ image: { config } }: LocalImage, whole: boolean): Json {
  const own = {
    User: config.User ?? '',
    Env: config.Env ?? null,
    Cmd: config.Cmd ?? null,
    WorkingDir: config.WorkingDir ?? '',
    Entrypoint: config.Entrypoint ?? null,
    Labels: config.Labels ?? null,
    ...(config.Shell ? { Shell: config.Shell } : {}),
    ...(config.ArgsEscaped ? { ArgsEscaped: true } : {}),
  };
  if (!whole)
    return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== null && value !== ''));
  return {
    Hostname: '',
    Domainname: '',
    AttachStdin: false,
    AttachStdout: false,
    AttachStderr: false,
    Tty: false,
    OpenStdin: false,
    StdinOnce: false,
    Image: '',
    Volumes: null,
    OnBuild: null,
    ...own,
  };
}

function graphDriver(engine: EngineState, { id }: LocalImage, old: boolean): Json {
  const { Driver: Name } = storageDriver(engine);
  if (engine.images.containerd) return old ? { GraphDriver: { Name, Data: null } } : {};
  const dir = `C:\\ProgramData\\docker\\windowsfilter\\${id.slice('sha256:'.length)}`;
  return { GraphDriver: { Name, Data: { dir } } };
}

function descriptor(engine: EngineState, { id }: LocalImage, api: string): Json {
  if (!engine.images.containerd || compareApi(api, '1.48') < 0) return {};
  const mediaType = 'application/vnd.docker.distribution.manifest.list.v2+json';
  return { Descriptor: { mediaType, digest: id, size: 350 } };
}

function checkPlatform(engine: EngineState, { image }: LocalImage, reference: string, asked: string): void {
  // Since 1.49 a platform is an object of the image specification, in JSON.
  const { os, architecture } = /^\s*\{/.test(asked)
    ? (JSON.parse(asked) as { os?: string; architecture?: string })
    : parsePlatform(engine.generation.name, asked);
  if (image.os === os && image.architecture === architecture) return;
  const found = `${image.os}/${image.architecture}`;
  throw say(engine.generation.name, 'platform-mismatch', {
    reference,
    found,
    wanted: `${os}/${architecture}`,
  });
}

const FILTERS = ['dangling', 'label', 'label!', 'before', 'since', 'reference', 'until'];

export const imageList: Handler = (call, engine) => {
  const filters = parseFilters(engine, call.query.get('filters'), FILTERS);
  const references = filters.get('reference');
  const shown = engine.images.all().filter(({ image, tags }) => {
    const named =
      references === undefined || references.some((glob) => [...tags].some((tag) => globFits(glob, tag)));
    return named && matchesLabels(filters, image.config.Labels ?? {});
  });
  call.json(
    200,
    shown.map((local) => ({
      Containers: -1,
      Created: Math.floor(Date.parse(CREATED) / 1000),
      Id: local.id,
      Labels: local.image.config.Labels ?? null,
      ParentId: '',
      ...descriptor(engine, local, call.api),
      RepoDigests: [...local.digests],
      RepoTags: [...local.tags],
      SharedSize: -1,
      Size: local.image.size,
      ...(compareApi(call.api, '1.44') < 0 ? { VirtualSize: local.image.size } : {}),
    })),
  );
};

/** Go's path.Match over the whole name, or over the name without its tag. */
function globFits(glob: string, tag: string): boolean {
  const pattern = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  const expression = new RegExp(`^${pattern}$`);
  return expression.test(tag) || expression.test(tag.slice(0, tag.lastIndexOf(':')));
}

/** moby daemon/images/image_delete.go: a name goes; the image goes with its last one. */
export const deleteImage: Handler = (call, engine) => {
  const { name } = engine.generation;
  const local = engine.images.get(call.name);
  const byId = local.id.startsWith(call.name) || local.id.slice('sha256:'.length).startsWith(call.name);
  const tag = byId ? undefined : familiar(parseReference(name, call.name));
  const force = call.flag('force');
  const isLast = byId || local.tags.size <= 1;
  const users = engine.containers.all().filter(({ image }) => image.id === local.id);
  const short = (id: string) => id.replace(/^sha256:/, '').slice(0, 12);
  const running = users.find((container) => container.running);
  if (isLast && running && (byId || force || !tag))
    throw say(name, 'image-of-running-container', { image: short(local.id), container: short(running.id) });
  const user = running ?? users[0];
  if (isLast && !force && user)
    throw say(name, 'image-in-use', {
      reference: tag ?? call.name,
      container: short(user.id),
      image: short(local.id),
    });
  const untagged = byId ? [...local.tags] : [tag ?? call.name];
  for (const each of untagged) local.tags.delete(each);
  const lines: Json[] = untagged.map((each) => ({ Untagged: each }));
  if (isLast) {
    lines.push(...[...local.digests].map((digest) => ({ Untagged: digest })), { Deleted: local.id });
    engine.images.delete(local.id);
    if (!engine.images.containerd)
      lines.push(...local.image.layers.map(({ digest }) => ({ Deleted: digest })));
  }
  call.json(200, lines);
};
