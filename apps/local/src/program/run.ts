import * as pulumi from '@pulumi/pulumi';
import type { StackConfig } from './stack-config.ts';

export type Outputs = Readonly<Record<string, unknown>>;

export interface ProgramHost {
  /** Creates one resource and returns its id and outputs. */
  create(args: pulumi.runtime.MockResourceArgs): Promise<pulumi.runtime.MockResourceResult>;
  /** Answers a provider function call, such as for the account id. */
  call(args: pulumi.runtime.MockCallArgs): Record<string, unknown>;
}

/**
 * Runs the Pulumi program of `infra` for one stack in this process, without Pulumi's engine. Calls
 * `create` for every declared resource, in the order of dependencies.
 *
 * @returns the stack's outputs in the format of `pulumi stack output --json`
 *
 * @throws pulumi.RunError if the configuration is wrong, and the errors of `create`
 *
 * Pulumi keeps its monitor in global state, so a process can run only one program, once.
 */
export async function runProgram(
  stack: string,
  { project, values }: StackConfig,
  host: ProgramHost,
): Promise<Outputs> {
  const failure = Promise.withResolvers<never>();
  const newResource = async (args: pulumi.runtime.MockResourceArgs) => {
    try {
      return await host.create(args);
    } catch (error) {
      failure.reject(error);
      // Pulumi never gets an answer. It would convert the error to text in an unhandled rejection,
      // which ends the process.
      return new Promise<never>(() => {});
    }
  };
  // Pulumi keeps a stack trace of each of thousands of promises. One line of each is enough.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 1;
  pulumi.runtime.setAllConfig({ ...values });
  await pulumi.runtime.setMocks(
    { newResource, call: async (args) => host.call(args) },
    project,
    stack,
    false,
  );
  const program = pulumi.runtime.runInPulumiStack(() => import('@galeria/infra'));
  try {
    const outputs = await Promise.race([program, failure.promise]);
    await pulumi.runtime.disconnect();
    return outputs ?? {};
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
