import type { Server } from '../upload/server.ts';
import type { ExportState } from './state.ts';

export interface ExportOptions {
  readonly folder: string;
  readonly parameters: Readonly<Record<string, string | string[]>>;
  readonly state: ExportState;
  readonly server: Server;
  /** Concurrent downloads. */
  readonly parallel: number;
  readonly signal: AbortSignal;
}
