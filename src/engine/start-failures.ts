/** Why Windows did not start a service. */
export interface StartFailure {
  readonly code: 'engine-forbidden' | 'engine-stopped' | 'engine-absent';
  readonly what: string;
  readonly remedy: string;
}

/** What `sc start` left with. Source: learn.microsoft.com/windows/win32/debug/system-error-codes (0 to 499, 1000 to 1299) */
export const START_FAILURES: ReadonlyMap<number, StartFailure> = new Map([
  [
    5,
    {
      code: 'engine-forbidden',
      what: 'this user may not start it',
      remedy: 'Run this as an administrator, or start the service before.',
    },
  ],
  [
    1053,
    {
      code: 'engine-stopped',
      what: 'it did not answer Windows in time',
      remedy: 'Look into the Windows event log (Application, source docker).',
    },
  ],
  [
    1058,
    {
      code: 'engine-stopped',
      what: 'it is disabled',
      remedy: 'Enable it as an administrator: `sc.exe config docker start= auto`.',
    },
  ],
  [
    1060,
    {
      code: 'engine-absent',
      what: 'there is no such service',
      remedy: 'Install Docker on this machine, or name another engine by DOCKER_HOST or a docker context.',
    },
  ],
  [
    1068,
    {
      code: 'engine-stopped',
      what: 'a service that it needs does not start',
      remedy: 'Check that the Windows features of its isolation modes are installed: `Containers` at least.',
    },
  ],
  [
    1069,
    {
      code: 'engine-stopped',
      what: 'the account that it runs under cannot log on',
      remedy: 'Set the account of the service anew, usually LocalSystem.',
    },
  ],
]);
/** `ERROR_SERVICE_ALREADY_RUNNING` */
export const ALREADY_RUNNING = 1056;
