import { describe, expect, it } from 'vitest';
import { formatReference } from '../../src/images/reference.ts';
import { type Registry, RegistryError } from '../../src/images/registry-error.ts';
import { createResolver, type ResolverOptions } from '../../src/images/resolve.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

/** A registry that holds every image as one Windows Server 2022 entry, or fails; with the names it was asked for. */
function registryOf(failure?: Error): Registry & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async inspect(reference) {
      asked.push(formatReference(reference));
      await Promise.resolve();
      if (failure !== undefined) throw failure;
      return {
        kind: 'index',
        digest: DIGEST,
        entries: [
          { digest: DIGEST, platform: { os: 'windows', architecture: 'amd64', osVersion: '10.0.20348.1' } },
        ],
      };
    },
  };
}

const resolverOf = (mode: ResolverOptions['mode'], failure?: Error) => {
  const registry = registryOf(failure);
  return { ...createResolver({ mode, registry }), asked: registry.asked };
};
const TIMEOUT = new RegistryError('timeout', 'It took too long.', 'Try again.');

describe('who answers for a reference', () => {
  it.each<[ResolverOptions['mode'], string, 'answers' | 'is silent', string, number]>([
    ['auto', 'nanoserver:ltsc2022', 'answers', 'registry index', 1],
    ['auto', 'nanoserver:ltsc2022', 'is silent', 'tag unread timeout', 1],
    ['auto', 'golang:1.27', 'is silent', 'nothing unread timeout', 1],
    ['registry', 'nanoserver:ltsc2022', 'answers', 'registry index', 1],
    ['registry', 'nanoserver:ltsc2022', 'is silent', 'nothing unread timeout', 1],
    ['tags', 'nanoserver:ltsc2022', 'answers', 'tag unread', 0],
    ['tags', 'golang:1.27', 'answers', 'nothing unread', 0],
  ])('%s, %s, the registry %s: %s', async (mode, reference, state, expected, questions) => {
    const resolver = resolverOf(mode, state === 'is silent' ? TIMEOUT : undefined);
    const { answeredBy, kind, failure, entries } = await resolver.resolve(reference);
    expect([answeredBy, kind, failure?.reason].filter((part) => part !== undefined).join(' ')).toBe(expected);
    expect(entries).toHaveLength(kind === 'index' ? 1 : 0);
    expect(resolver.asked).toHaveLength(questions);
  });

  it('tells why a registry did not answer, and what to do', async () => {
    expect((await resolverOf('auto', TIMEOUT).resolve('a')).failure).toEqual({
      reason: 'timeout',
      message: 'It took too long.',
      remedy: 'Try again.',
    });
  });

  it('the words of the tag are there whoever answers', async () => {
    const { tag } = await resolverOf('registry').resolve('golang:1.27-windowsservercore-ltsc2019');
    expect(tag).toMatchObject({ version: { build: 17763 }, family: 'servercore' });
  });

  it('no reference at all is the caller’s to tell', async () => {
    await expect(resolverOf('tags').resolve('No Reference')).rejects.toMatchObject({
      code: 'reference-invalid',
    });
  });

  it('a fault of our own is not taken for a silent registry', async () => {
    await expect(resolverOf('auto', new TypeError('a bug')).resolve('a')).rejects.toThrow('a bug');
  });
});

describe('the same image is asked for once', () => {
  it('however it is written, at once or later', async () => {
    const resolver = resolverOf('auto');
    const [first] = await Promise.all([
      resolver.resolve('golang'),
      resolver.resolve('docker.io/library/golang'),
      resolver.resolve('index.docker.io/golang:latest'),
    ]);
    expect(await resolver.resolve('golang:latest')).toBe(first);
    expect(resolver.asked).toEqual(['docker.io/library/golang:latest']);
  });

  it('a failure is not tried again', async () => {
    const resolver = resolverOf('auto', TIMEOUT);
    await resolver.resolve('a');
    await resolver.resolve('a');
    expect(resolver.asked).toHaveLength(1);
  });

  it('a tag and a digest are not the same', async () => {
    const resolver = resolverOf('auto');
    await Promise.all(['a:1', `a@${DIGEST}`, `a:1@${DIGEST}`].map((text) => resolver.resolve(text)));
    expect(resolver.asked).toHaveLength(3);
  });
});

describe('many images', () => {
  it('are asked for a few at a time', async () => {
    let under = 0;
    let most = 0;
    const registry: Registry = {
      async inspect() {
        most = Math.max(most, ++under);
        await new Promise((resolve) => setImmediate(resolve));
        under -= 1;
        return { kind: 'index', digest: DIGEST, entries: [] };
      },
    };
    const resolver = createResolver({ mode: 'auto', registry, concurrency: 3 });
    await Promise.all(Array.from({ length: 20 }, (_, at) => resolver.resolve(`image:${at}`)));
    expect(most).toBe(3);
  });

  it('an end that comes from outside reaches those under way and those that wait', async () => {
    const controller = new AbortController();
    const registry: Registry = {
      inspect: (_, signal) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
        }),
    };
    const resolver = createResolver({ mode: 'auto', registry, concurrency: 1, signal: controller.signal });
    const all = Promise.allSettled(['a', 'b', 'c'].map((text) => resolver.resolve(text)));
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort(new Error('stopped'));
    expect((await all).map((result) => result.status)).toEqual(['rejected', 'rejected', 'rejected']);
  });
});
