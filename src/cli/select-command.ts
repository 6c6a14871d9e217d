import { today } from '../edge/today.ts';
import { CheckError, messageOf } from '../errors.ts';
import { declareHost } from '../hosts/declared.ts';
import type { Host } from '../hosts/model.ts';
import { entryFacts } from '../images/facts.ts';
import type { ImageEntry } from '../images/model.ts';
import { parsePlatform } from '../images/platform.ts';
import { parseManifest } from '../images/registry/manifests.ts';
import { IMAGE_STORES, type ImageStore, selectEntry } from '../images/selection.ts';
import { plainJson } from '../report/plain.ts';
import { predict } from '../windows/compatibility.ts';
import { ISOLATIONS } from '../windows/model.ts';
import { parseOptions } from './options.ts';
import { readAll, type Terminal } from './terminal.ts';

/** Registries accept manifests up to this size (distribution-spec). */
const INDEX_LIMIT = 4 * 1024 * 1024;

const WORDLESS = { family: 'unknown', saysWindows: false, floating: false } as const;

/** Which entry of the index on stdin each image store would take on a host, as JSON. */
export async function selectCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions('select', args, {
    host: { type: 'string' },
    platform: { type: 'string' },
  });
  if (positionals.length > 0) {
    throw new CheckError(
      'usage',
      `select takes no \`${positionals[0]}\`.`,
      'Give the index on stdin: select --host windows-2022 < index.json.',
    );
  }
  if (values.host === undefined) {
    throw new CheckError('usage', 'select needs --host.', 'Give one, such as --host windows-2022.');
  }
  if (values.platform !== undefined && parsePlatform(values.platform) === undefined) {
    throw new CheckError(
      'usage',
      `--platform takes an operating system and an architecture; it was given \`${values.platform}\`.`,
      'Write it as engines do: windows/amd64, or with a Windows version windows(10.0.17763)/amd64.',
    );
  }
  const host = declareHost(values.host, today(terminal));
  const entries = entriesOf(await readAll(terminal, INDEX_LIMIT));
  const answer = {
    host: {
      id: host.id,
      version: host.version && `10.0.${host.version.build}`,
      architecture: host.architecture ?? 'amd64',
    },
    ...Object.fromEntries(IMAGE_STORES.map((store) => [store, taken(entries, host, store, values.platform)])),
  };
  await terminal.write(`${plainJson(answer, 2)}\n`);
  return 0;
}

/** The entries of an index as it was given. Throws `usage` for anything that is no index. */
function entriesOf(text: string): readonly ImageEntry[] {
  const help = 'Give an OCI image index or a Docker manifest list, as `docker manifest inspect` prints it.';
  if (text.trim() === '') throw new CheckError('usage', 'Nothing came on stdin.', help);
  try {
    const type = (JSON.parse(text) as { mediaType?: unknown } | null)?.mediaType;
    const parsed = parseManifest(Buffer.from(text), typeof type === 'string' ? type : OCI_INDEX, 'stdin');
    if (parsed.kind === 'index') {
      return parsed.descriptors
        .filter((descriptor) => !descriptor.isAttestation)
        .map(({ digest, platform }) => ({ digest, platform: platform ?? { os: '', architecture: '' } }));
    }
  } catch (error) {
    throw new CheckError('usage', `stdin holds no index: ${messageOf(error)}`, help, { cause: error });
  }
  throw new CheckError('usage', 'stdin holds a single manifest, which leaves nothing to choose.', help);
}

const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';

function taken(entries: readonly ImageEntry[], host: Host, store: ImageStore, platform: string | undefined) {
  if (host.version === undefined) return null;
  const selection = selectEntry(
    entries,
    {
      build: host.version.build,
      ...(host.architecture === undefined ? {} : { architecture: host.architecture }),
      ...(host.engineVersion === undefined ? {} : { engineVersion: host.engineVersion }),
      ...(platform === undefined ? {} : { platform }),
    },
    store,
  );
  if (selection.kind === 'none')
    return { taken: null, reason: selection.reason, engine: selection.engineText };
  const facts = entryFacts(
    { answeredBy: 'registry', kind: 'index', entries, tag: WORDLESS },
    selection.entry,
  );
  return {
    taken: { index: selection.index, digest: selection.entry.digest, platform: selection.entry.platform },
    predictions: Object.fromEntries(
      ISOLATIONS.map((isolation) => {
        const { prediction, rule } = predict(host, facts, isolation);
        return [isolation, { prediction, rule }];
      }),
    ),
  };
}
