import { type Api, openApi } from './api.ts';
import type { Command, Invocation } from './command.ts';
import { CliError } from './errors.ts';
import { untilInterrupted } from './interrupt.ts';
import { explainProblem, Problem } from './upload/problem.ts';
import type { Server } from './upload/server.ts';
import { serverOf } from './upload/settings.ts';

/** The invocation of a command that works through the API of a server. */
export interface ServerInvocation extends Invocation {
  readonly server: Server;
  readonly api: Api;
  readonly signal: AbortSignal;
}

/** The options by which a command finds its server and its key. */
const SERVER_OPTIONS = {
  server: { type: 'string' },
  key: { type: 'string' },
  'key-file': { type: 'string' },
} as const;

export const SERVER_USAGE = '[--server URL] [--key KEY | --key-file FILE]';

/**
 * Runs a command on a server, by default that of the stack, until Ctrl-C. Its problems become messages
 * that say what to do.
 */
export const onServer = ({
  run,
  options,
  ...command
}: Omit<Command, 'run'> & {
  run(invocation: ServerInvocation): Promise<number>;
}): Command => ({
  ...command,
  options: { ...SERVER_OPTIONS, ...options },
  async run(invocation) {
    const { server: to, ...others } = invocation.options;
    const server = await serverOf({ ...others, to });
    try {
      return await untilInterrupted((signal) =>
        run({ ...invocation, server, api: openApi(server, signal), signal }),
      );
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      throw new CliError('server-refused', { detail: explainProblem(error), cause: error });
    }
  },
});
