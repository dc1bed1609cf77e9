import * as pulumi from '@pulumi/pulumi';
import type { StackConfig } from './stack-config.ts';

export type Outputs = Readonly<Record<string, unknown>>;

export interface ProgramHost {
  /** Creates one resource and answers with what the cloud would. */
  create(args: pulumi.runtime.MockResourceArgs): Promise<pulumi.runtime.MockResourceResult>;
  /** Answers one look-up, such as for the account. */
  call(args: pulumi.runtime.MockCallArgs): Record<string, unknown>;
}

/**
 * Runs the Pulumi program of `infra` for one stack, in this process and without Pulumi's engine:
 * every resource that it declares is handed to `create`, in the order of its dependencies.
 *
 * @returns the stack's outputs, as `pulumi stack output --json` gives them
 *
 * @throws pulumi.RunError for a wrong configuration, and what `create` throws
 *
 * Pulumi keeps its monitor in global state: a process runs one program, once.
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
      // Pulumi is never answered: it would put the error into a text, in a rejection that nobody
      // handles and that ends the process.
      return new Promise<never>(() => {});
    }
  };
  pulumi.runtime.setAllConfig({ ...values });
  await pulumi.runtime.setMocks(
    { newResource, call: async (args) => host.call(args) },
    project,
    stack,
    false,
  );
  const program = pulumi.runtime.runInPulumiStack(() => import('@galeria/infra'));
  const outputs = await Promise.race([program, failure.promise]);
  await pulumi.runtime.disconnect();
  return outputs ?? {};
}
