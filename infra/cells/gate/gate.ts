import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Artefacts } from '../../artefacts/artefacts.ts';
import { gateArtefact } from '../../artefacts/folders.ts';
import type { GaleriaConfig } from '../../config/config.ts';
import { allow } from '../../permissions/grants.ts';
import { lambda } from '../../processing/lambda.ts';

/** Lambda's longest: a boot from the image, or the end of the longest upload, has to fit in it. */
const TIMEOUT_SECONDS = 900;

export interface Passage {
  readonly cell: string;
  readonly instance: aws.ec2.Instance;
  readonly targetGroups: readonly aws.lb.TargetGroup[];
}

/**
 * Lets one cell pass at a time: an invocation of the gate ends, on create, when the load balancer
 * finds the cell healthy, and on delete, when the cell's last request is done. The next cell depends
 * on it.
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
          // Describing takes no resource.
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

  /** What the next cell waits for. */
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
        // An input alone that changes would be an update: a new instance has to be a new passage.
        triggers: { instance: instance.id },
      },
      { ...opts, deleteBeforeReplace: true },
    );
  }
}
