import { describe, expect, test } from 'vitest';
import type { EngineEndpoint } from '../../src/engine/model.ts';
import { placeOfEngine } from '../../src/smoke/engine-place.ts';
import { tcp } from './stage.ts';

const pipe = (path: string): EngineEndpoint => ({
  host: `npipe://${path}`,
  transport: { kind: 'pipe', path },
  namedBy: 'the default',
});

const UNIX: EngineEndpoint = {
  host: 'unix:///var/run/docker.sock',
  transport: { kind: 'unix', path: '/var/run/docker.sock' },
  namedBy: 'the default',
};

const LOCAL_PIPE = pipe('//./pipe/docker_engine');

describe('where an engine is', () => {
  test.each<[string, EngineEndpoint, string | undefined, string | undefined, string]>([
    ['a pipe of this machine', LOCAL_PIPE, 'BUILD-7', 'BUILD-7', 'here'],
    ['a pipe in Windows’ own spelling', pipe('\\\\.\\pipe\\docker_engine'), 'BUILD-7', 'BUILD-7', 'here'],
    ['a pipe, and no name', LOCAL_PIPE, undefined, 'BUILD-7', 'here'],
    ['a pipe, and an empty name', LOCAL_PIPE, '', 'BUILD-7', 'here'],
    ['a pipe with another name behind it', LOCAL_PIPE, 'winbox', 'BUILD-7', 'elsewhere'],
    ['a pipe of another machine', pipe('//winbox/pipe/docker_engine'), undefined, 'BUILD-7', 'elsewhere'],
    ['names that differ in case and domain', LOCAL_PIPE, 'build-7.corp.example', 'BUILD-7', 'here'],
    ['a name cut to 15 letters', LOCAL_PIPE, 'a-very-long-machine-name', 'A-VERY-LONG-MAC', 'here'],
    ['a socket with this name behind it', UNIX, 'build-7', 'BUILD-7', 'here'],
    ['a socket and no name', UNIX, undefined, 'BUILD-7', 'unsure'],
    ['localhost with this name', tcp('LocalHost'), 'build-7', 'BUILD-7', 'here'],
    ['localhost and no name', tcp('localhost'), undefined, 'BUILD-7', 'unsure'],
    ['127.0.0.1', tcp('127.0.0.1'), 'build-7', 'BUILD-7', 'here'],
    ['127.1.2.3', tcp('127.1.2.3'), 'build-7', 'BUILD-7', 'here'],
    ['0.0.0.0', tcp('0.0.0.0'), 'build-7', 'BUILD-7', 'here'],
    ['::1', tcp('::1'), 'build-7', 'BUILD-7', 'here'],
    ['[::1]', tcp('[::1]'), 'build-7', 'BUILD-7', 'here'],
    ['localhost, forwarded', tcp('localhost'), 'winbox', 'BUILD-7', 'elsewhere'],
    ['this machine’s name', tcp('build-7.corp.example'), 'build-7', 'BUILD-7', 'here'],
    ['this machine’s name, and none from the engine', tcp('build-7'), undefined, 'BUILD-7', 'unsure'],
    ['this machine’s name, and another from the engine', tcp('build-7'), 'winbox', 'BUILD-7', 'elsewhere'],
    ['another name', tcp('winbox'), 'winbox', 'BUILD-7', 'elsewhere'],
    ['another name, and none known of this machine', tcp('winbox'), 'winbox', undefined, 'elsewhere'],
    ['an address', tcp('10.0.0.7'), 'build-7', 'BUILD-7', 'elsewhere'],
    ['an address that begins as this machine’s name does', tcp('10.0.0.7'), '10', '10', 'elsewhere'],
    ['an address of version 6', tcp('fe80::7'), 'build-7', 'BUILD-7', 'elsewhere'],
    ['a name that begins as the loopback does', tcp('127.0.0.1.example'), 'x', 'BUILD-7', 'elsewhere'],
  ])('%s', (_, endpoint, machineName, computer, place) => {
    const found = placeOfEngine(endpoint, machineName, computer);
    expect(found.place).toBe(place);
    expect(found.sentence === undefined).toBe(place === 'here');
  });

  test.each<[EngineEndpoint, string | undefined, true | undefined]>([
    [tcp('winbox'), undefined, true],
    [tcp('winbox'), 'BUILD-7', undefined],
    [tcp('10.0.0.7'), undefined, undefined],
    [pipe('//winbox/pipe/x'), undefined, undefined],
  ])(
    'only a name can turn out to be this machine’s, as long as that is not known: %#',
    (endpoint, computer, so) => {
      expect(placeOfEngine(endpoint, undefined, computer).unlessNamedSo).toBe(so);
    },
  );
});
