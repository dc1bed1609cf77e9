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
 * Pulumi keeps its monitor in global state, so a process can run only one program, once.
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
