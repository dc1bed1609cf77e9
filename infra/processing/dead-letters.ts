import type * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Artefacts } from '../artefacts/artefacts.ts';
import { lambdaArtefact } from '../artefacts/folders.ts';
import type { GaleriaConfig } from '../config/config.ts';
import type { Data } from '../data/data.ts';
import { mediaRecords, takes } from '../permissions/grants.ts';
import { DEAD_LETTERS_TIMEOUT_SECONDS, type Dispatch } from './dispatch.ts';
import { consume, lambda } from './lambda.ts';

export interface DeadLettersArgs {
  readonly config: GaleriaConfig;
  readonly dispatch: Dispatch;
  readonly data: Data;
  readonly artefacts: Artefacts;
}

/** The Lambda that processes dead letters and marks their items as failed. */
export class DeadLetters extends pulumi.ComponentResource {
  readonly function: aws.lambda.Function;

  constructor(name: string, args: DeadLettersArgs, opts?: pulumi.ComponentResourceOptions) {
    super('galeria:index:DeadLetters', name, {}, opts);
    const { config, dispatch, data, artefacts } = args;
    const queues = Object.entries(dispatch.queues);
    this.function = lambda(
      name,
      {
        code: artefacts.store(name, lambdaArtefact(name)),
        statements: [mediaRecords(data.catalog), takes(queues.map(([, { dead }]) => dead))],
        memoryMiB: 256,
        timeoutSeconds: DEAD_LETTERS_TIMEOUT_SECONDS,
        environment: { GALERIA_TABLE: data.catalog.name },
        logRetentionDays: config.logRetentionDays,
      },
      { parent: this },
    );
    for (const [kind, { dead }] of queues) {
      consume(
        `${kind}-dead`,
        { fn: this.function, queue: dead, maximumConcurrency: 2 },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}
