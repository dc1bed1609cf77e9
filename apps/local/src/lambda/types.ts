export interface FunctionSpec {
  readonly name: string;
  /** The folder of the function's code, used as LAMBDA_TASK_ROOT and working directory. */
  readonly codeDir: string;
  /** `<module>.<export>`, as `index.handler`. */
  readonly handler: string;
  /** The function's environment variables with credentials and region. It gets none of the host's. */
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMiB: number;
  /** Maximum number of environments, by default `limits.defaultConcurrency`. */
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
      /** Whether the handler received the event. False if the init phase failed. */
      readonly delivered: boolean;
    }
);

export interface LogEntry {
  /** The function's name. */
  readonly source: string;
  /** `platform` for messages of the embedded Lambda. */
  readonly stream: 'stdout' | 'stderr' | 'platform';
  /** The line as text, or parsed if it is a JSON object. */
  readonly message: string | Readonly<Record<string, unknown>>;
}

export type Log = (entry: LogEntry) => void;

/** A running execution environment. */
export interface RunningEnvironment {
  readonly pid: number | undefined;
  /** The payload in progress, or undefined while idle. */
  readonly working: string | undefined;
}

export interface LambdaFunction {
  readonly name: string;
  readonly maximumConcurrency: number;
  running(): readonly RunningEnvironment[];
  /**
   * Runs the handler once in a warm or new environment. Waits while all are busy. An error of the
   * function is a result, never an exception.
   * @param payload the event, any JSON value
   * @throws LambdaError `closed`, `payload-too-large`
   */
  invoke(payload: unknown): Promise<InvokeResult>;
  /** Refuses new invocations, waits for running ones and ends every environment. */
  close(): Promise<void>;
}
