/** What this action uses of `@actions/core`. */
export interface ActionsCore {
  saveState(name: string, value: string): void;
  setOutput(name: string, value: string): void;
  setFailed(message: string): void;
  setSecret(secret: string): void;
  error(message: string, properties?: AnnotationProperties): void;
  warning(message: string, properties?: AnnotationProperties): void;
  notice(message: string, properties?: AnnotationProperties): void;
  info(line: string): void;
  debug(message: string): void;
  startGroup(name: string): void;
  endGroup(): void;
  readonly summary: { addRaw(text: string): { write(): Promise<unknown> } };
}

export interface AnnotationProperties {
  title?: string;
  file?: string;
  startLine?: number;
  endLine?: number;
  startColumn?: number;
  endColumn?: number;
}
