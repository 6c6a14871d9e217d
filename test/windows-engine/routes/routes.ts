import type { Route } from '../state.ts';
import { create } from './create.ts';
import { distribution } from './distribution.ts';
import { deleteImage, imageDetails, imageList } from './images.ts';
import { info } from './info.ts';
import { inspect } from './inspect.ts';
import { list } from './list.ts';
import { logs } from './logs.ts';
import { prune } from './prune.ts';
import { pull } from './pull.ts';
import { deleteContainer, killContainer, pauseContainer, startContainer, stopContainer } from './run.ts';
import { simulatedCalls, simulatedContainers, simulatedProcesses } from './simulator.ts';
import { stats } from './stats.ts';
import { ping, version } from './system.ts';
import { top } from './top.ts';
import { waitForContainer } from './wait.ts';

/** In the engine's order: fixed paths before those that take a name (daemon/server/router). */
export const ROUTES: readonly Route[] = [
  { method: 'GET', path: /^\/_simulator\/processes$/, handler: simulatedProcesses, own: true },
  { method: 'GET', path: /^\/_simulator\/calls$/, handler: simulatedCalls, own: true },
  { method: 'GET', path: /^\/_simulator\/containers$/, handler: simulatedContainers, own: true },
  { method: 'GET', path: /^\/_ping$/, handler: ping },
  { method: 'HEAD', path: /^\/_ping$/, handler: ping },
  { method: 'GET', path: /^\/version$/, handler: version },
  { method: 'GET', path: /^\/info$/, handler: info },
  { method: 'POST', path: /^\/images\/create$/, handler: pull },
  { method: 'GET', path: /^\/images\/json$/, handler: imageList },
  { method: 'GET', path: /^\/images\/(?<name>.*)\/json$/, handler: imageDetails },
  { method: 'DELETE', path: /^\/images\/(?<name>.*)$/, handler: deleteImage },
  { method: 'GET', path: /^\/distribution\/(?<name>.*)\/json$/, handler: distribution },
  { method: 'GET', path: /^\/containers\/json$/, handler: list },
  { method: 'POST', path: /^\/containers\/create$/, handler: create },
  { method: 'POST', path: /^\/containers\/prune$/, handler: prune },
  { method: 'GET', path: /^\/containers\/(?<name>.*)\/json$/, handler: inspect },
  { method: 'GET', path: /^\/containers\/(?<name>.*)\/top$/, handler: top },
  { method: 'GET', path: /^\/containers\/(?<name>.*)\/logs$/, handler: logs },
  { method: 'GET', path: /^\/containers\/(?<name>.*)\/stats$/, handler: stats },
  { method: 'POST', path: /^\/containers\/(?<name>.*)\/start$/, handler: startContainer },
  { method: 'POST', path: /^\/containers\/(?<name>.*)\/stop$/, handler: stopContainer },
  { method: 'POST', path: /^\/containers\/(?<name>.*)\/kill$/, handler: killContainer },
  { method: 'POST', path: /^\/containers\/(?<name>.*)\/pause$/, handler: pauseContainer },
  { method: 'POST', path: /^\/containers\/(?<name>.*)\/wait$/, handler: waitForContainer },
  { method: 'DELETE', path: /^\/containers\/(?<name>.*)$/, handler: deleteContainer },
];
