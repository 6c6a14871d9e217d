import { describe, expect, it } from 'vitest';
import { CLIENT_PROCESS_GATES, defaultIsolation, engineIsAtLeast } from '../../src/windows/isolation.ts';

describe('the default isolation', () => {
  it('is process on a server and Hyper-V on a client', () => {
    expect(defaultIsolation('server')).toBe('process');
    expect(defaultIsolation('client')).toBe('hyperv');
  });
});

describe('the engine gate of process isolation on a client', () => {
  it.each([
    ['18.09.0', true],
    ['18.09', true],
    ['18.10.1', true],
    ['19.03.8', true],
    ['29.1.5', true],
    ['v20.10.7', true],
    ['28.0.0-rc.1', true],
    ['18.06.1-ce', false],
    ['18.08.9', false],
    ['17.06.2-ee-16', false],
    ['1.13.1', false],
  ])('engine %s: %s', (engine, expected) => {
    expect(engineIsAtLeast(engine, CLIENT_PROCESS_GATES.minimumEngine)).toBe(expected);
  });

  it.each(['', 'dev', 'master-dockerproject', '20', '20.x'])('engine %j: not known', (engine) => {
    expect(engineIsAtLeast(engine, CLIENT_PROCESS_GATES.minimumEngine)).toBeUndefined();
  });
});
