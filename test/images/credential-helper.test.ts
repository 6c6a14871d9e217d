import { describe, expect, it } from 'vitest';
import { askHelper, type HelperAnswer } from '../../src/images/credential-helper.ts';

const answer = (value: unknown) => async () => ({ exitCode: 0, stdout: JSON.stringify(value) });
const ends = (exitCode: number, stdout: string) => async () => ({ exitCode, stdout });

describe('what a credential helper says', () => {
  it.each<[string, Parameters<typeof askHelper>[0], HelperAnswer]>([
    [
      'a name and a password',
      answer({ ServerURL: 'example.com', Username: 'ann', Secret: 'p:w' }),
      { kind: 'login', credentials: { kind: 'password', username: 'ann', password: 'p:w' } },
    ],
    [
      'the user <token> has an identity token',
      answer({ ServerURL: 'example.com', Username: '<token>', Secret: 'refresh' }),
      { kind: 'login', credentials: { kind: 'identity-token', token: 'refresh' } },
    ],
    ['none, in its own words', ends(1, 'credentials not found in native keychain\n'), { kind: 'none' }],
    ['none, as an empty secret', answer({ Username: 'ann', Secret: '' }), { kind: 'none' }],
    ['none, as an empty name', answer({ Username: '', Secret: '' }), { kind: 'none' }],
    [
      'a failure, of which only the exit code is told',
      ends(3, 'error: secret-in-a-message'),
      { kind: 'failed', why: 'it ended with exit code 3' },
    ],
    ['no JSON', ends(0, 'password: hunter2'), { kind: 'failed', why: 'its answer is not JSON' }],
    ['nothing at all', ends(0, ''), { kind: 'failed', why: 'its answer is not JSON' }],
    ['null', ends(0, 'null'), { kind: 'failed', why: 'its answer is not JSON' }],
    [
      'another shape',
      answer({ username: 'ann', secret: 'pw' }),
      { kind: 'failed', why: 'its answer has no login' },
    ],
    [
      'numbers for texts',
      answer({ Username: 'ann', Secret: 1234 }),
      { kind: 'failed', why: 'its answer has no login' },
    ],
    [
      'it could not be asked',
      () => Promise.reject(new Error('there is no program docker-credential-x in PATH')),
      { kind: 'failed', why: 'there is no program docker-credential-x in PATH' },
    ],
  ])('%s', async (_, run, expected) => {
    expect(await askHelper(run, 'x', 'example.com')).toEqual(expected);
  });

  it.each(['desktop', 'desktop.exe', 'ecr-login', 'osxkeychain', 'secretservice'])(
    'runs %s',
    async (name) => {
      const asked: string[] = [];
      await askHelper(
        async (...given) => {
          asked.push(given.join(' '));
          return { exitCode: 1, stdout: 'credentials not found' };
        },
        name,
        'https://index.docker.io/v1/',
      );
      expect(asked).toEqual([`${name} https://index.docker.io/v1/`]);
    },
  );

  it.each(['../evil', 'a b', 'a;b', 'a\\b', '$(a)', ''])('never runs `%s`', async (name) => {
    const never = () => {
      throw new Error('it was run');
    };
    expect(await askHelper(never, name, 'example.com')).toEqual({
      kind: 'failed',
      why: 'that is no name of a program',
    });
  });
});
