import type { ParseArgsConfig } from 'node:util';
import { openStack, type Stack } from './stack.ts';

export interface Invocation {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
}

/** The invocation of a command that works on a stack. */
export interface StackInvocation extends Invocation {
  readonly stack: Stack;
}

/** One command of the tool. */
export interface Command {
  /** The arguments and options as shown in the help text. */
  readonly usage: string;
  readonly summary: string;
  readonly options?: NonNullable<ParseArgsConfig['options']>;
  /** Resolves to the exit status. @throws CliError */
  run(invocation: Invocation): Promise<number>;
}

/** Opens the stack for a command: the local stack, or the one named by `--stack NAME`. */
export const onStack = ({
  run,
  ...command
}: Omit<Command, 'run'> & {
  run(invocation: StackInvocation): Promise<number>;
}): Command => ({
  ...command,
  async run(invocation) {
    const name = invocation.options.stack;
    const stack = await openStack(typeof name === 'string' ? name : undefined);
    return run({ ...invocation, stack });
  },
});
