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
 * Pulumi keeps its monitor in global state: a process runs one program, once.
 */
export async function runProgram(
  stack: string,
  { project, values }: StackConfig,
  host: ProgramHost,
): Promise<Outputs> {
  pulumi.runtime.setAllConfig({ ...values });
  await pulumi.runtime.setMocks(
    { newResource: (args) => host.create(args), call: async (args) => host.call(args) },
    project,
    stack,
    false,
  );
  const outputs = await pulumi.runtime.runInPulumiStack(() => import('@galeria/infra'));
  await pulumi.runtime.disconnect();
  return outputs ?? {};
}
