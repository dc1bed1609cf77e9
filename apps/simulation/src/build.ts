import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { kindByName, objectCreatedMessage, originalPrefix } from '@galeria/media';
import { createCell } from './cell.ts';
import { ERASURES, GALLERY, ORIGINALS, QUEUE, queueUrl, REGION, TABLE } from './config.ts';
import { NOBODY } from './context.ts';
import { createDecoders } from './decoder/decoders.ts';
import { watchDecodes } from './derive.ts';
import { createSimulatedDisk, type SimulatedDisk } from './disk.ts';
import { createDynamoDb } from './dynamodb.ts';
import { DISKS } from './files.ts';
import { runFunction } from './functions.ts';
import { watchGenerations } from './generations.ts';
import type { Violation } from './history.ts';
import { createNetwork } from './network.ts';
import type { Kills } from './process.ts';
import {
  checkMetadata,
  createDeadLetterHandler,
  createErasureHandler,
  createHandler,
  createLog,
} from './product.ts';
import type { Random } from './random.ts';
import { createS3 } from './s3.ts';
import { createScheduler } from './scheduler.ts';
import { createQueue, createSqs } from './sqs.ts';

const CELLS = ['a', 'b'];

/** As infra/processing and the kind's descriptor say. */
const QUEUE_SETTINGS = { visibilityMs: 360_000, receives: 10, deadVisibilityMs: 180_000 } as const;
const DEAD_LETTERS_TIMEOUT_MS = 30_000;
const ERASURES_TIMEOUT_MS = 60_000;
const CONCURRENCY = 2;

export type Simulation = ReturnType<typeof build>;

/** Puts a whole Galeria of two cells together, in a cloud of its own. */
export function build(random: Random) {
  const scheduler = createScheduler();
  const violations: Violation[] = [];
  const report = (violation: Violation) => {
    scheduler.trace(`violation ${violation.promise}: ${violation.detail}`);
    violations.push(violation);
  };
  const kills: Kills = { left: 0, withinSteps: 250 };
  const options = { scheduler, random: random.fork(), kills };
  const queues = createQueues();
  const events = { duplicates: 0, pending: 0 };
  const eventRandom = random.fork();
  const s3 = createS3({ versioned: new Set([ORIGINALS]), onCreated: emit });
  const dynamodb = createDynamoDb(watchGenerations(report));
  const network = createNetwork(scheduler, random.fork(), {
    dynamodb: dynamodb.service,
    s3: s3.service,
    sqs: createSqs(
      new Map([
        [QUEUE, queues.work],
        [ERASURES, queues.erasures],
      ]),
    ),
  });
  const disks = new Map<string, SimulatedDisk>();
  const addDisk = (name: string): SimulatedDisk => {
    const disk = createSimulatedDisk(`${DISKS}/${name}`);
    disks.set(name, disk);
    return disk;
  };
  const cells = CELLS.map((name) => createCell(name, addDisk(name), options));
  addDisk('scratch');
  const decoders = createDecoders(scheduler, random.fork());

  function createQueues() {
    const dead = createQueue(scheduler, random.fork(), {
      name: 'dead',
      visibilityMs: QUEUE_SETTINGS.deadVisibilityMs,
    });
    const work = createQueue(scheduler, random.fork(), {
      name: QUEUE,
      visibilityMs: QUEUE_SETTINGS.visibilityMs,
      dead: { queue: dead, receives: QUEUE_SETTINGS.receives },
    });
    // Without a dead-letter queue: a person returns its messages, so they are only delayed.
    const erasures = createQueue(scheduler, random.fork(), {
      name: ERASURES,
      visibilityMs: QUEUE_SETTINGS.visibilityMs,
    });
    return { work, dead, erasures };
  }

  /** S3's event: late, at times twice. */
  function emit(bucket: string, key: string): void {
    if (bucket !== ORIGINALS || !key.startsWith(originalPrefix(QUEUE))) return;
    const times = eventRandom.chance(events.duplicates) ? 2 : 1;
    for (let time = 0; time < times; time++) {
      events.pending += 1;
      const delayMs = eventRandom.exponential(eventRandom.chance(0.1) ? 5_000 : 30);
      scheduler.after(
        delayMs,
        () => {
          events.pending -= 1;
          queues.work.send(objectCreatedMessage({ bucket, key }));
        },
        NOBODY,
      );
    }
  }

  function runFunctions() {
    const kind = kindByName(QUEUE);
    assert(kind, 'the queue has the name of a kind');
    const silent = createLog(new Writable({ write: (_chunk, _encoding, done) => done() }));
    const config = {
      kind,
      table: TABLE,
      originalsBucket: ORIGINALS,
      galleryBucket: GALLERY,
      queueUrl: queueUrl(QUEUE),
      region: REGION,
    };
    return [
      runFunction(
        {
          name: 'processor',
          queue: queues.work,
          timeoutMs: kind.processor.timeoutSeconds * 1000,
          concurrency: CONCURRENCY,
          open: () =>
            createHandler(watchDecodes(scheduler, report), kind.name, config, silent, {
              checkMetadata,
            }),
        },
        options,
      ),
      runFunction(
        {
          name: 'dead-letters',
          queue: queues.dead,
          timeoutMs: DEAD_LETTERS_TIMEOUT_MS,
          concurrency: 1,
          open: () => createDeadLetterHandler({ table: TABLE, region: REGION }, silent),
        },
        options,
      ),
      runFunction(
        {
          name: ERASURES,
          queue: queues.erasures,
          timeoutMs: ERASURES_TIMEOUT_MS,
          concurrency: CONCURRENCY,
          open: () => createErasureHandler({ ...config, queueUrl: queueUrl(ERASURES) }, silent),
        },
        options,
      ),
    ];
  }

  return {
    scheduler,
    random,
    cells,
    disks,
    network,
    decoders,
    queues,
    kills,
    events,
    s3,
    dynamodb,
    functions: runFunctions(),
    report,
    violations: violations as readonly Violation[],
  };
}
