import type * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Artefacts } from '../artefacts/artefacts.ts';
import { lambdaArtefact } from '../artefacts/folders.ts';
import type { GaleriaConfig } from '../config/config.ts';
import type { Data } from '../data/data.ts';
import { originalsPrefix, RENDITIONS_PREFIX, uploadsPrefix } from '../data/prefixes.ts';
import { erases, forgetsNames, mediaRecords, reads, takes } from '../permissions/grants.ts';
import { consume, lambda } from './lambda.ts';
import { type Queues, queueWithDeadLetters, requireTls } from './queues.ts';

/** An item of thousands of versions takes longer; the next receive continues. */
const TIMEOUT_SECONDS = 60;

/** Deletions at a time: about 50 a second. */
const CONCURRENCY = 10;

export interface ErasuresArgs {
  readonly config: GaleriaConfig;
  readonly data: Data;
  readonly artefacts: Artefacts;
}

/**
 * The Lambda that deletes the objects of deleted items, and its queue. No role that the internet reaches
 * may delete objects or their versions: cells request it here.
 */
export class Erasures extends pulumi.ComponentResource implements Queues {
  readonly function: aws.lambda.Function;
  readonly work: aws.sqs.Queue;
  readonly dead: aws.sqs.Queue;

  constructor(name: string, args: ErasuresArgs, opts?: pulumi.ComponentResourceOptions) {
    super('galeria:index:Erasures', name, {}, opts);
    const { config, data, artefacts } = args;
    const { work, dead } = queueWithDeadLetters(
      name,
      { timeoutSeconds: TIMEOUT_SECONDS },
      { parent: this },
    );
    this.work = work;
    this.dead = dead;
    requireTls(name, work);
    this.function = lambda(
      name,
      {
        code: artefacts.store(name, lambdaArtefact(name)),
        statements: [
          ...erases(data.originals, originalsPrefix),
          ...reads(data.originals, uploadsPrefix),
          ...erases(data.originals, uploadsPrefix),
          ...erases(data.gallery, RENDITIONS_PREFIX),
          mediaRecords(data.catalog),
          forgetsNames(data.catalog),
          takes([work]),
        ],
        memoryMiB: 256,
        timeoutSeconds: TIMEOUT_SECONDS,
        environment: {
          GALERIA_QUEUE_URL: work.url,
          GALERIA_ORIGINALS_BUCKET: data.originals.bucket,
          GALERIA_GALLERY_BUCKET: data.gallery.bucket,
          GALERIA_TABLE: data.catalog.name,
        },
        logRetentionDays: config.logRetentionDays,
      },
      { parent: this },
    );
    consume(
      name,
      { fn: this.function, queue: work, maximumConcurrency: CONCURRENCY },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
