import type { ParseArgsConfig } from 'node:util';
import type { Stack } from './stack.ts';

export interface Invocation {
  readonly stack: Stack;
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** One command of the tool. */
export interface Command {
  /** Its arguments and options, as the help shows them. */
  readonly usage: string;
  readonly summary: string;
  readonly options?: NonNullable<ParseArgsConfig['options']>;
  /** Resolves to the exit status. @throws CliError */
  run(invocation: Invocation): Promise<number>;
}
