import { type Handler, hostProcesses } from '../state.ts';

/** What Win32_Process on the host would say: for the stand-in of PowerShell (`powershell.ts`). */
export const simulatedProcesses: Handler = (call, engine) => {
  if (engine.options.processList === 'unreadable') return call.error(403, 'Access is denied.');
  call.json(200, { computer: engine.name, processes: hostProcesses(engine) });
};
