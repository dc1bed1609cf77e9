import { type KindDescriptor, originalPrefix, RENDITIONS_PREFIX } from '@galeria/media';
import type * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Artefacts } from '../artefacts/artefacts.ts';
import { lambdaArtefact } from '../artefacts/folders.ts';
import type { GaleriaConfig } from '../config/config.ts';
import type { Data } from '../data/data.ts';
import { mediaRecords, reads, takes, withdraws, writes } from '../permissions/grants.ts';
import { consume, lambda } from './lambda.ts';

export interface ProcessorArgs {
  readonly config: GaleriaConfig;
  readonly kind: KindDescriptor;
  readonly queue: aws.sqs.Queue;
  readonly data: Data;
  readonly artefacts: Artefacts;
}

/** The Lambda that turns one kind's originals into renditions and a catalog entry. */
export class Processor extends pulumi.ComponentResource {
  readonly function: aws.lambda.Function;

  constructor(name: string, args: ProcessorArgs, opts?: pulumi.ComponentResourceOptions) {
    super('galeria:index:Processor', name, {}, opts);
    const { config, kind, queue, data, artefacts } = args;
    this.function = lambda(
      `${name}-processor`,
      {
        code: artefacts.store(name, lambdaArtefact(name)),
        statements: [
          ...reads(data.originals, originalPrefix(kind.name)),
          writes(data.gallery, RENDITIONS_PREFIX),
          ...withdraws(data.gallery),
          mediaRecords(data.catalog),
          takes([queue]),
        ],
        memoryMiB: kind.processor.memoryMiB,
        timeoutSeconds: kind.processor.timeoutSeconds,
        ephemeralStorageMiB: kind.processor.ephemeralStorageMiB,
        environment: {
          GALERIA_KIND: kind.name,
          GALERIA_QUEUE_URL: queue.url,
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
      {
        fn: this.function,
        queue,
        maximumConcurrency:
          config.maximumConcurrency[kind.name] ?? kind.processor.maximumConcurrency,
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
