import type { InvokeResult, RunningEnvironment } from '@galeria/local/lambda';
import type { S3Event, Service } from '@galeria/local/servers';
import type { Mode } from '../../faults/service-errors.ts';
import type { SpoolState } from '../../galeria/spool.ts';

/** Settings of the host, passed as its first argument in JSON. */
export interface HostSettings {
  readonly seed: number;
  /** Visibility timeout of the work queues in seconds, by default the program's. */
  readonly visibility?: number | undefined;
  /** The longest delay of a failed message in seconds, by default the program's. */
  readonly longestDelay?: number | undefined;
  /** Additional environment variables of the cells. */
  readonly cellEnvironment: Readonly<Record<string, string>>;
}

export interface HostDescription {
  /** Names of the cells. */
  readonly cells: readonly string[];
  /** URLs of the queues by ARN. */
  readonly queues: Readonly<Record<string, string>>;
  /** Names of the functions by the ARN of their queue. */
  readonly functions: Readonly<Record<string, string>>;
}

export interface CrashedCell {
  /** Whether the cell had not started yet. */
  readonly starting: boolean;
  /** The spool that the cell left. */
  readonly spool: SpoolState;
}

/** The calls of the harness to the host. Arguments and results are sent as JSON. */
export interface HostCalls {
  describe(): HostDescription;
  isUp(cell: string): boolean;
  /** The address that a cell listens on; undefined while it is down. */
  address(cell: string): string | undefined;
  crashCell(cell: string): Promise<CrashedCell>;
  /** The execution environments of all functions. */
  running(): readonly RunningEnvironment[];
  invoke(functionName: string, payload: unknown): Promise<InvokeResult>;
  /** Makes a service fail in a mode; null ends that. */
  setMode(service: Service, mode: Mode | null): Promise<void>;
  /** The number of events that S3 has not delivered yet. */
  undelivered(): number;
}

export type CallName = keyof HostCalls;

/** From the harness to the host. */
export interface Request {
  readonly request: number;
  readonly name: CallName;
  readonly args: readonly unknown[];
}

/** From the host to the harness. */
export type Message =
  | { readonly request: number; readonly result?: unknown; readonly error?: string }
  | { readonly event: S3Event };

export type Call = <Name extends CallName>(
  name: Name,
  ...args: Parameters<HostCalls[Name]>
) => Promise<Awaited<ReturnType<HostCalls[Name]>>>;
