export interface FunctionSpec {
  readonly name: string;
  /** Folder with the function's code; becomes LAMBDA_TASK_ROOT and the working directory. */
  readonly codeDir: string;
  /** `<module>.<export>`, as `index.handler`. */
  readonly handler: string;
  /** The function's variables, credentials and region included: it sees nothing of the host's. */
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMiB: number;
  /** Environments at the same time; default `limits.defaultConcurrency`. */
  readonly maximumConcurrency?: number;
  readonly arn?: string;
}

/** Lambda's error payload: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
export interface FunctionError {
  /** The thrown error's name, or `Sandbox.Timedout`, `Runtime.OutOfMemory`, `Runtime.ExitError`, … */
  readonly errorType: string;
  readonly errorMessage: string;
  readonly stackTrace?: readonly string[];
}

export type InvokeResult = { readonly requestId: string } & (
  | { readonly ok: true; readonly payload: unknown }
  | {
      readonly ok: false;
      readonly error: FunctionError;
      /** Whether the handler received the event; false where the init phase failed. */
      readonly delivered: boolean;
    }
);

export interface LogEntry {
  /** The function's name. */
  readonly source: string;
  /** `platform` for what the embedded Lambda itself has to say. */
  readonly stream: 'stdout' | 'stderr' | 'platform';
  /** One line, or the object where the line is a JSON object. */
  readonly message: string | Readonly<Record<string, unknown>>;
}

export type Log = (entry: LogEntry) => void;

/** An execution environment that is up. */
export interface RunningEnvironment {
  readonly pid: number | undefined;
  /** The payload that it works on; undefined while it waits for one. */
  readonly working: string | undefined;
}

export interface LambdaFunction {
  readonly name: string;
  readonly maximumConcurrency: number;
  running(): readonly RunningEnvironment[];
  /**
   * Runs the handler once, in a warm environment or a new one; waits for one where all are busy.
   * A fault of the function is a result, never an exception.
   * @param payload the event; anything that JSON can carry
   * @throws LambdaError `closed`, `payload-too-large`
   */
  invoke(payload: unknown): Promise<InvokeResult>;
  /** Takes no more, waits for what is running and ends every environment. */
  close(): Promise<void>;
}
