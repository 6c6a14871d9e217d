/**
 * The part of dockerode 5 that is used here. Its own types are of another major version, and know nothing of the
 * `modem` that it may be given.
 */
declare module 'dockerode' {
  /** What a method asks of its modem; made by dockerode. */
  export interface DialRequest {
    readonly path: string;
    readonly method: string;
    readonly options?: Readonly<Record<string, unknown>>;
    readonly authconfig?: unknown;
    readonly isStream?: boolean;
  }

  export interface Modem {
    /** Set by dockerode. */
    Promise?: PromiseConstructor;
    dial(request: DialRequest, callback: (error: unknown, answer?: unknown) => void): void;
  }

  export interface Container {
    start(): Promise<unknown>;
    stop(query: { readonly t: number }): Promise<unknown>;
    kill(): Promise<unknown>;
    remove(query: { readonly force: 1; readonly v: 1 }): Promise<unknown>;
    inspect(): Promise<unknown>;
    top(): Promise<unknown>;
    wait(query: { readonly condition: string }): Promise<unknown>;
    logs(query: Readonly<Record<string, string | number>>): Promise<unknown>;
  }

  export interface Image {
    inspect(): Promise<unknown>;
    remove(): Promise<unknown>;
  }

  class Docker {
    constructor(options: { readonly modem: Modem });
    ping(): Promise<unknown>;
    info(): Promise<unknown>;
    createContainer(options: {
      readonly _query: Readonly<Record<string, string>>;
      readonly _body: unknown;
    }): Promise<Container>;
    createImage(query: Readonly<Record<string, string>>): Promise<unknown>;
    createImage(login: object, query: Readonly<Record<string, string>>): Promise<unknown>;
    listContainers(query: { readonly all: 1; readonly filters: string }): Promise<unknown>;
    getContainer(id: string): Container;
    getImage(name: string): Image;
  }
  export default Docker;
}
