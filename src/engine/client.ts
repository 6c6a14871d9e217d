import type { IncomingMessage } from 'node:http';
import { readContainer, readContainers, readCreated, readExit, readImage, readProcesses } from './answers.ts';
import { type Call, Caller, type EngineDependencies } from './call.ts';
import { containerBody } from './container-body.ts';
import { CALL_LIMITS, type CallName } from './deadline.ts';
import { EngineError } from './engine-error.ts';
import { readLogStream, readLogs } from './logs.ts';
import type { CallLimits, ContainerSpec, Engine, EngineEndpoint, PullRequest } from './model.ts';
import { notAnAnswer } from './modem.ts';
import { plainLine } from './plain-line.ts';
import { pullLogin, pullQuery, readPull } from './pull.ts';
import { removeUntilGone } from './remove.ts';

export type { EngineDependencies } from './call.ts';
export type { Clock } from './clock.ts';

/**
 * A client of one engine, over dockerode, which is loaded with the first call. Nothing is asked before that, and of the
 * environment nothing is read: everything is in `endpoint`.
 *
 * The first call greets the engine, which costs one more; all later ones cost one each. Calls may be made side by side.
 */
export function createEngine(endpoint: EngineEndpoint, dependencies: EngineDependencies): Engine {
  return new DockerEngine(endpoint, dependencies);
}

class DockerEngine implements Engine {
  readonly endpoint: EngineEndpoint;
  readonly #caller: Caller;
  readonly #clock: EngineDependencies['clock'];

  constructor(endpoint: EngineEndpoint, dependencies: EngineDependencies) {
    this.endpoint = endpoint;
    this.#caller = new Caller(endpoint, dependencies);
    this.#clock = dependencies.clock;
  }

  greet(limits?: CallLimits) {
    return this.#caller.greet(limits);
  }

  info(limits?: CallLimits): Promise<unknown> {
    const call = named('info', 'tell about itself', limits);
    return this.#caller.make(call, async ({ docker }) =>
      this.#read(call, await docker.info(), (answer) =>
        typeof answer === 'object' && answer !== null ? answer : undefined,
      ),
    );
  }

  inspectImage(reference: string, limits?: CallLimits) {
    const call = named('inspectImage', `look up ${shown(reference)}`, limits);
    return this.#caller.make(call, async ({ docker }) => {
      const answer = await docker.getImage(inPath(reference)).inspect().catch(unlessStatus(404));
      return answer === undefined ? undefined : this.#read(call, answer, readImage);
    });
  }

  pull(request: PullRequest, limits?: CallLimits): Promise<void> {
    const call = named('pull', `pull ${shown(request.reference)}`, limits);
    return this.#caller.make(call, async ({ docker, alive }) => {
      const query = pullQuery(request);
      const stream = await (request.login === undefined
        ? docker.createImage(query)
        : docker.createImage(pullLogin(request.login), query));
      alive();
      await readPull(stream as IncomingMessage, request, this.endpoint, alive);
    });
  }

  removeImage(reference: string, limits?: CallLimits): Promise<void> {
    const call = named('removeImage', `remove ${shown(reference)}`, limits);
    return this.#caller.make(call, async ({ docker }) => {
      await docker.getImage(inPath(reference)).remove().catch(unlessStatus(404));
    });
  }

  createContainer(spec: ContainerSpec, limits?: CallLimits) {
    const call = named('createContainer', `create a container of ${shown(spec.image)}`, limits);
    return this.#caller.make(call, async ({ docker, modem }) => {
      await docker.createContainer({ _query: { name: spec.name }, _body: containerBody(spec) });
      // dockerode gives back a handle; the warnings are in the answer only.
      return this.#read(call, modem.body, readCreated);
    });
  }

  startContainer(id: string, limits?: CallLimits): Promise<void> {
    const call = named('startContainer', `start the container ${shown(id)}`, limits);
    return this.#caller.make(call, async ({ docker }) => {
      await docker.getContainer(inPath(id)).start().catch(unlessStatus(304));
    });
  }

  inspectContainer(id: string, limits?: CallLimits) {
    const call = named('inspectContainer', `tell the state of the container ${shown(id)}`, limits);
    return this.#caller.make(call, async ({ docker }) =>
      this.#read(call, await docker.getContainer(inPath(id)).inspect(), readContainer),
    );
  }

  top(id: string, limits?: CallLimits) {
    const call = named('top', `list the processes of the container ${shown(id)}`, limits);
    return this.#caller.make(call, async ({ docker }) =>
      this.#read(call, await docker.getContainer(inPath(id)).top(), readProcesses),
    );
  }

  logs(id: string, options: { readonly tail?: number } = {}, limits?: CallLimits) {
    const call: Call = {
      ...named('logs', `give the log of the container ${shown(id)}`, limits),
      asStream: true,
    };
    return this.#caller.make(call, async ({ docker }) => {
      const tail = options.tail ?? 'all';
      const stream = await docker.getContainer(inPath(id)).logs({ stdout: 1, stderr: 1, tail });
      return readLogs(stream as IncomingMessage, { endpoint: this.endpoint, what: call.what });
    });
  }

  async followLogs(
    id: string,
    onOutput: (stream: 'stdout' | 'stderr', text: string) => void,
    limits?: CallLimits,
  ): Promise<void> {
    const call: Call = {
      ...named('followLogs', `follow the log of the container ${shown(id)}`, limits),
      asStream: true,
    };
    let over = false;
    try {
      await this.#caller.make(call, async ({ docker }) => {
        const stream = await docker.getContainer(inPath(id)).logs({ follow: 1, stdout: 1, stderr: 1 });
        const source = { endpoint: this.endpoint, what: call.what };
        await readLogStream(stream as IncomingMessage, source, (from, text) => {
          if (!over) onOutput(from, text);
        });
      });
    } catch (thrown) {
      if (!limits?.signal?.aborted) throw thrown;
    } finally {
      // What still arrives is nobody's any more.
      over = true;
    }
  }

  waitContainer(id: string, limits?: CallLimits) {
    const call = named('waitContainer', `wait for the end of the container ${shown(id)}`, limits);
    return this.#caller.make(call, async ({ docker }) =>
      this.#read(call, await docker.getContainer(inPath(id)).wait({ condition: 'not-running' }), readExit),
    );
  }

  stopContainer(id: string, seconds: number, limits?: CallLimits): Promise<void> {
    const call: Call = {
      ...named('stopContainer', `stop the container ${shown(id)}`, limits),
      milliseconds: seconds * 1000 + CALL_LIMITS.stopContainer.milliseconds,
    };
    return this.#caller.make(call, async ({ docker }) => {
      // Left out, it would be 30 seconds on Windows.
      await docker
        .getContainer(inPath(id))
        .stop({ t: Math.ceil(seconds) })
        .catch(unlessStatus(304));
    });
  }

  killContainer(id: string, limits?: CallLimits): Promise<void> {
    const call = named('killContainer', `kill the container ${shown(id)}`, limits);
    return this.#caller.make(call, async ({ docker }) => {
      // 409: it is not running.
      await docker.getContainer(inPath(id)).kill().catch(unlessStatus(409));
    });
  }

  removeContainer(id: string, limits?: CallLimits): Promise<void> {
    const call = named('removeContainer', `remove the container ${shown(id)}`, limits);
    return this.#caller.make(call, (running) =>
      removeUntilGone(this.#clock, running, async () => {
        try {
          await running.docker.getContainer(inPath(id)).remove({ force: 1, v: 1 });
        } catch (thrown) {
          throw await this.#caller.failure(thrown);
        }
      }),
    );
  }

  listContainers(labels: readonly string[], limits?: CallLimits) {
    const call = named('listContainers', 'list its containers', limits);
    const filters = JSON.stringify(labels.length === 0 ? {} : { label: labels });
    return this.#caller.make(call, async ({ docker }) =>
      this.#read(call, await docker.listContainers({ all: 1, filters }), readContainers),
    );
  }

  close(): void {
    this.#caller.close();
  }

  #read<T>(call: Call, answer: unknown, read: (answer: unknown) => T | undefined): T {
    const result = read(answer);
    if (result !== undefined) return result;
    throw notAnAnswer(this.endpoint, call.what, 'it has not the fields that it should have');
  }
}

function named(name: CallName, what: string, limits: CallLimits | undefined): Call {
  return { name, what, limits };
}

/** Makes nothing of one refusal; all others go on. */
function unlessStatus(status: number): (thrown: unknown) => undefined {
  return (thrown) => {
    if (thrown instanceof EngineError && thrown.code === 'engine-refused' && thrown.status === status)
      return undefined;
    throw thrown;
  };
}

/** A name or an id as a part of a path, with what separates the parts of a reference left as it is. */
function inPath(name: string): string {
  return encodeURIComponent(name).replace(/%(2F|3A|40)/g, (escaped) => decodeURIComponent(escaped));
}

/** Ids are cut as Docker cuts them, so that messages can be read. */
function shown(name: string): string {
  return /^[\da-f]{64}$/.test(name) ? name.slice(0, 12) : plainLine(name, 300);
}
