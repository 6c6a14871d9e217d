import { containerSummaries, type Handler, hostProcesses } from '../state.ts';

/** What Win32_Process on the host would say: for the stand-in of PowerShell (`powershell.ts`). */
export const simulatedProcesses: Handler = (call, engine) => {
  if (engine.options.processList === 'unreadable') return call.error(403, 'Access is denied.');
  call.json(200, { computer: engine.name, processes: hostProcesses(engine) });
};

/** What `calls` and `containers()` say, for tests whose engine runs in another process. */
export const simulatedCalls: Handler = (call, engine) => call.json(200, engine.calls);

export const simulatedContainers: Handler = (call, engine) => call.json(200, containerSummaries(engine));
