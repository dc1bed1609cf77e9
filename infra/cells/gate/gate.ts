import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Artefacts } from '../../artefacts/artefacts.ts';
import { gateArtefact } from '../../artefacts/folders.ts';
import type { GaleriaConfig } from '../../config/config.ts';
import { allow } from '../../permissions/grants.ts';
import { lambda } from '../../processing/lambda.ts';

/** Lambda's maximum, enough for the boot of an instance or the end of the longest upload. */
const TIMEOUT_SECONDS = 900;

export interface Passage {
  readonly cell: string;
  readonly instance: aws.ec2.Instance;
  readonly targetGroups: readonly aws.lb.TargetGroup[];
}

/**
 * Deploys cells one at a time: an invocation of the gate ends when the load balancer finds the cell
 * healthy (on create) or when the cell's last request is done (on delete). The next cell depends on it.
 */
export class Gate extends pulumi.ComponentResource {
  private readonly function: aws.lambda.Function;

  constructor(
    name: string,
    { config, artefacts }: { config: GaleriaConfig; artefacts: Artefacts },
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super('galeria:index:Gate', name, {}, opts);
    this.function = lambda(
      name,
      {
        code: artefacts.store(name, gateArtefact()),
        statements: [
          // The Describe action supports no resource.
          allow(['elasticloadbalancing:DescribeTargetHealth'], ['*']),
          allow(
            ['elasticloadbalancing:DeregisterTargets'],
            [`arn:aws:elasticloadbalancing:${config.region}:*:targetgroup/*`],
            {
              StringEquals: { 'aws:ResourceTag/galeria:stack': pulumi.getStack() },
            },
          ),
        ],
        memoryMiB: 256,
        timeoutSeconds: TIMEOUT_SECONDS,
        environment: {},
        logRetentionDays: config.logRetentionDays,
      },
      { parent: this },
    );
    this.registerOutputs({});
  }

  /** Creates the invocation that the next cell depends on. */
  pass(
    { cell, instance, targetGroups }: Passage,
    opts: pulumi.CustomResourceOptions,
  ): aws.lambda.Invocation {
    return new aws.lambda.Invocation(
      `cell-${cell}`,
      {
        functionName: this.function.name,
        lifecycleScope: 'CRUD',
        input: pulumi.jsonStringify({
          targetId: instance.id,
          targetGroupArns: targetGroups.map(({ arn }) => arn),
        }),
        // A changed input would only be an update; a new instance requires a new invocation.
        triggers: { instance: instance.id },
      },
      { ...opts, deleteBeforeReplace: true },
    );
  }
}
