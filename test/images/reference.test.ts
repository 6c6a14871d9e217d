import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CheckError } from '../../src/errors.ts';
import { familiarReference, formatReference, parseReference } from '../../src/images/reference.ts';

const HEX = '1a3f5e7d9c1b3a5f7e9d1c3b5a7f9e1d3c5b7a9f1e3d5d7c9b1a3f5e7d9c1b3a';
const SHA256 = `sha256:${HEX}`;
const SHA512 = `sha512:${HEX}${HEX}`;

function errorOf(text: string): CheckError {
  try {
    parseReference(text);
  } catch (thrown) {
    if (thrown instanceof CheckError) return thrown;
    throw thrown;
  }
  throw new Error(`${JSON.stringify(text)} was accepted`);
}

describe('parseReference gives the full form that an engine would take', () => {
  it.each([
    ['golang', 'docker.io/library/golang:latest'],
    ['golang:1.27-windowsservercore', 'docker.io/library/golang:1.27-windowsservercore'],
    ['library/golang', 'docker.io/library/golang:latest'],
    ['docker.io/golang', 'docker.io/library/golang:latest'],
    ['index.docker.io/golang', 'docker.io/library/golang:latest'],
    ['index.docker.io/acme/app:1', 'docker.io/acme/app:1'],
    ['acme/app', 'docker.io/acme/app:latest'],
    ['mcr.microsoft.com/windows/nanoserver:ltsc2022', 'mcr.microsoft.com/windows/nanoserver:ltsc2022'],
    ['mcr.microsoft.com/windows', 'mcr.microsoft.com/windows:latest'],
    ['localhost/app', 'localhost/app:latest'],
    ['localhost:5000/app', 'localhost:5000/app:latest'],
    ['registry:5000/app:2', 'registry:5000/app:2'],
    ['192.168.0.1:8/debian', '192.168.0.1:8/debian:latest'],
    ['LOCALDOMAIN/app', 'LOCALDOMAIN/app:latest'],
    ['Docker/docker', 'Docker/docker:latest'],
    ['[2001:db8::1]/repo', '[2001:db8::1]/repo:latest'],
    ['[::1]:5000/repo:tag', '[::1]:5000/repo:tag'],
    ['xn--n3h.com/myimage:xn--n3h.com', 'xn--n3h.com/myimage:xn--n3h.com'],
    ['dock__er/docker---rules', 'docker.io/dock__er/docker---rules:latest'],
    ['lowercase:Uppercase_Tag.1-2', 'docker.io/library/lowercase:Uppercase_Tag.1-2'],
    [`app@${SHA256}`, `docker.io/library/app@${SHA256}`],
    [`app:1@${SHA512}`, `docker.io/library/app:1@${SHA512}`],
    [`localhost:5000/a/b@${SHA256}`, `localhost:5000/a/b@${SHA256}`],
    [`docker.io/${HEX}`, `docker.io/library/${HEX}:latest`],
  ])('%s', (text, full) => {
    expect(formatReference(parseReference(text))).toBe(full);
  });

  it('reads a name without a slash as one of Docker Hub, a port as its tag', () => {
    expect(parseReference('localhost:5000')).toEqual({
      registry: 'docker.io',
      repository: 'library/localhost',
      tag: '5000',
    });
    expect(parseReference('192.168.0.1:80')).toEqual({
      registry: 'docker.io',
      repository: 'library/192.168.0.1',
      tag: '80',
    });
  });

  it('puts no latest in beside a digest', () => {
    expect(parseReference(`app@${SHA256}`)).toEqual({
      registry: 'docker.io',
      repository: 'library/app',
      digest: SHA256,
    });
  });

  it('allows the longest repository and the longest tag', () => {
    const reference = parseReference(`example.com/${'a'.repeat(255)}:${'t'.repeat(128)}`);
    expect(reference.repository).toHaveLength(255);
    expect(reference.tag).toHaveLength(128);
  });
});

describe('parseReference refuses', () => {
  it.each([
    ['an empty text', '', /empty/],
    ['white space', 'golang: latest', /white space after "golang:"/],
    ['a line end', 'golang\n', /white space/],
    ['a URL', 'https://github.com/docker/docker', /https:\/\//],
    ['an image id', HEX, /image id/],
    ['a tag without a repository', ':justtag', /repository/],
    ['a digest without a repository', `@${SHA256}`, /repository/],
    ['capital letters in the repository', 'docker/Docker', /capital/],
    ['capital letters in a short name', 'Uppercase:tag', /capital/],
    ['capital letters behind a host', 'test:5000/Uppercase/lowercase:tag', /capital/],
    ['a leading dash', '-docker/docker', /"-docker"/],
    ['a dash at an end', 'docker-/docker', /"docker-"/],
    ['a leading underscore', '_docker/docker', /"_docker"/],
    ['two dots', 'acme/dock..er', /"dock\.\.er"/],
    ['mixed separators', 'acme/dock_.er', /"dock_\.er"/],
    ['empty parts', 'docker///docker', /empty part/],
    ['a slash at the end', 'docker/', /empty part/],
    ['a host alone in brackets', '[2001:db8::1]:5000', /\[2001/],
    ['an address without brackets', 'fc00::1:5000/debian', /host name/],
    ['an address with a zone', '[fe80::1%eth0]:5000/debian', /host name/],
    ['a port that is no number', 'ab:x/foo', /"ab:x"/],
    ['a host with an underscore', 'a_b.c/d', /"a_b\.c"/],
    ['a host of endless length', `${'a.'.repeat(5000)}com/app`, /host name/],
    ['an empty tag', 'app:', /no tag/],
    ['a tag that begins with a dot', 'app:.1', /tag/],
    ['a tag with a plus', 'app:1+2', /tag/],
    ['two tags', 'app:1:2', /tag/],
    ['a tag of 129 characters', `app:${'t'.repeat(129)}`, /129/],
    ['a repository of 256 characters', `example.com/${'a'.repeat(256)}`, /256/],
    ['an unset variable that was left in', 'mcr.microsoft.com/windows:${TAG}', /tag/],
    ['a digest without an algorithm', `app@${HEX}`, /sha256:/],
    ['an empty digest', 'app@', /sha256:/],
    ['an unknown algorithm', `app@md5:${HEX}`, /sha256:/],
    ['a short sha256', `app@sha256:${HEX.slice(1)}`, /64/],
    ['a sha512 of the length of a sha256', `app@sha512:${HEX}`, /128/],
    ['a digest in capital letters', `app@sha256:${HEX.toUpperCase()}`, /small/],
  ])('%s', (_what, text, message) => {
    const error = errorOf(text);
    expect(error.code).toBe('reference-invalid');
    expect(error.message).toMatch(message);
    expect(error.remedy).not.toBe('');
  });

  it('never prints control characters or a whole page', () => {
    const { message } = errorOf(`app\u001b[31m${'x'.repeat(5000)}`);
    expect(message).not.toContain('\u001b');
    expect(message.length).toBeLessThan(600);
  });
});

describe('familiarReference', () => {
  it.each([
    ['docker.io/library/golang:1.27', 'golang:1.27'],
    ['docker.io/acme/app:1', 'acme/app:1'],
    ['docker.io/library/distros/ubuntu:1', 'library/distros/ubuntu:1'],
    ['mcr.microsoft.com/windows:ltsc2019', 'mcr.microsoft.com/windows:ltsc2019'],
    ['docker.io/localhost/app:1', 'docker.io/localhost/app:1'],
    ['docker.io/example.com/app:1', 'docker.io/example.com/app:1'],
    [`docker.io/library/app:1@${SHA256}`, `app:1@${SHA256}`],
  ])('%s is %s', (full, familiar) => {
    expect(familiarReference(parseReference(full))).toBe(familiar);
  });
});

describe('any reference', () => {
  const atom = fc.stringMatching(/^[a-z0-9]{1,6}$/);
  const component = fc
    .tuple(atom, fc.array(fc.tuple(fc.constantFrom('.', '_', '__', '-', '---'), atom), { maxLength: 2 }))
    .map(([first, rest]) => first + rest.map(([separator, next]) => separator + next).join(''));
  const host = fc.constantFrom(
    '',
    'docker.io/',
    'index.docker.io/',
    'localhost/',
    'localhost:5000/',
    'mcr.microsoft.com/',
    'Registry/',
    '[::1]:5000/',
  );
  const tag = fc.option(fc.stringMatching(/^\w[\w.-]{0,20}$/), { nil: undefined });
  const digest = fc.option(fc.constantFrom(SHA256, SHA512), { nil: undefined });
  const text = fc
    .tuple(host, fc.array(component, { minLength: 1, maxLength: 3 }), tag, digest)
    .map(
      ([registry, path, name, hash]) =>
        `${registry}${path.join('/')}${name === undefined ? '' : `:${name}`}${hash === undefined ? '' : `@${hash}`}`,
    )
    .filter((written) => {
      // `a.b/c` names a host, whose own rules are narrower than those of a path.
      const first = written.slice(0, Math.max(written.indexOf('/'), 0));
      return !/[_]|--|-\.|\.-/.test(first) || !/[.:]/.test(first);
    });

  it('is the same after it was written in full and read again', () => {
    fc.assert(
      fc.property(text, (written) => {
        const read = parseReference(written);
        expect(parseReference(formatReference(read))).toEqual(read);
      }),
    );
  });

  it('is the same after it was written in short and read again', () => {
    fc.assert(
      fc.property(text, (written) => {
        const read = parseReference(written);
        expect(parseReference(familiarReference(read))).toEqual(read);
      }),
    );
  });

  it('is read or refused with a typed error, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (written) => {
        try {
          const read = parseReference(written);
          expect(parseReference(formatReference(read))).toEqual(read);
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'reference-invalid' });
        }
      }),
    );
  });
});
