import { setTimeout as sleep } from 'node:timers/promises';
import { type CloudAccess, readRow } from '../galeria/records.ts';
import type { Generations } from '../judge/generations.ts';
import type { Random } from '../random.ts';
import { type Client, type ClientContext, repeat, startClients } from './clients.ts';
import type { Ledger } from './ledger.ts';
import { outcomeOf, paceOf } from './outcome.ts';
import { makePicture } from './pictures.ts';
import { postFiles } from './post-files.ts';

export interface DeletionsOptions {
  readonly cloud: CloudAccess & { readonly address: string };
  readonly ledger: Ledger;
  readonly seed: number;
  readonly random: Random;
  /** The part of the run, which is part of the file names. */
  readonly part: string;
}

const CLIENTS = 2;
/** The first picture number: above those of the uploading clients. */
const FIRST_NUMBER = 1_000_000_000;
const MAX_GENERATIONS = 3;
/** Share of the pictures whose last generation is not deleted. */
const KEPT_SHARE = 0.3;
/** Mean time from an upload to its deletion, so that deletions hit any stage. */
const DELETION_GAP_MS = 1_500;
const RETRY_MS = 400;
/** Time-out for deletions in progress after `stop`. */
const LAST_DELETIONS_MS = 180_000;

/**
 * The edge answers 502 where a cell ends before its answer, which can be after the rename into `ready`.
 * A cell answers other 5xx where its disk fails, and can end before it has removed the request.
 */
const mayBeStored = (status: number): boolean => status >= 500;

/**
 * Uploads pictures, deletes them at any stage, and uploads some of them again. Each picture belongs to
 * one client, which repeats a deletion until it is answered, so that the expected state is known.
 */
export function startDeletions({ cloud, ledger, seed, random, part }: DeletionsOptions) {
  let deadline = Number.POSITIVE_INFINITY;

  const client =
    (number: number): Client =>
    async (context) => {
      const { random: own, stopped, pause } = context;
      for (let made = 0; !stopped(); made++) {
        const picture = await makePicture(seed, FIRST_NUMBER + made * CLIENTS + number);
        const { id, bytes, expected } = picture;
        const generations: Generations = {
          ...{ id, expected, part, deleted: 0, generation: 0, deletedUploads: [] },
        };
        ledger.generations.push(generations);
        const count = own.integer(1, MAX_GENERATIONS);
        for (let generation = 1; generation <= count && !stopped(); generation++) {
          const filename = `${part}-${number}-${made}-${generation}.jpg`;
          if (!(await create(generations, { bytes, filename }, context))) break;
          await pause(DELETION_GAP_MS);
          if (generation === count && own.chance(KEPT_SHARE)) break;
          if (!(await remove(generations, filename))) break;
        }
      }
    };

  /** Uploads until acknowledged. False if it may have been stored, or if the run ends. */
  async function create(
    generations: Generations,
    file: { readonly bytes: Buffer; readonly filename: string },
    { random: own, stopped }: ClientContext,
  ): Promise<boolean> {
    while (!stopped()) {
      const answer = await postFiles(cloud.address, [file], paceOf(own));
      const outcome = outcomeOf(answer, [generations]);
      if (outcome === 'acknowledged') {
        generations.current = file.filename;
        return true;
      }
      await sleep(RETRY_MS);
      if (outcome === 'refused' && answer && !mayBeStored(answer.status)) continue;
      generations.unanswered = file.filename;
      return false;
    }
    return false;
  }

  /** Deletes until that succeeds. False if it never does. */
  async function remove(generations: Generations, filename: string): Promise<boolean> {
    while (Date.now() < deadline) {
      if (await isDeleted(generations)) {
        generations.deleted += 1;
        generations.deletedUploads.push(filename);
        delete generations.current;
        return true;
      }
      await sleep(RETRY_MS);
    }
    generations.deleteFailed = true;
    return false;
  }

  /**
   * A 204 counts. A 404 can come from a cell that does not know the upload yet, or follow a deletion
   * whose answer was lost; the tombstone distinguishes them.
   */
  async function isDeleted(generations: Generations): Promise<boolean> {
    try {
      const url = `${cloud.address}/media/${generations.id}?now=true`;
      const { status } = await fetch(url, { method: 'DELETE' });
      if (status !== 404 && status !== 204) return false;
      const row = await readRow(cloud, generations.id, 'ITEM');
      const generation = Number(row?.generation?.N ?? 0);
      const hasTombstone = row?.status?.S === 'deleted' && generation > generations.generation;
      if (status === 404 && !hasTombstone) return false;
      generations.generation = generation;
      return true;
    } catch {
      return false;
    }
  }

  const clients = startClients(random, repeat(CLIENTS, client));
  return {
    /** Begins nothing more, and waits for work in progress. */
    async stop(): Promise<void> {
      clients.stop();
      deadline = Date.now() + LAST_DELETIONS_MS;
      await clients.ended();
    },
  };
}
