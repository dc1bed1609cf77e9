import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalCloud } from '../src/cloud.ts';
import { postFiles } from './client.ts';
import type { Ledger } from './ledger.ts';
import type { Lives } from './lives.ts';
import { outcomeOf, paceOf } from './outcome.ts';
import { makePicture } from './pictures.ts';
import type { Random } from './random.ts';
import { readRow } from './records.ts';

export interface DeletionsOptions {
  readonly cloud: LocalCloud;
  readonly ledger: Ledger;
  readonly seed: number;
  readonly random: Random;
  /** The part of the run, which names the files. */
  readonly part: string;
}

const CLIENTS = 2;
/** Pictures are numbered from here on: past all that the other clients send. */
const NUMBERS = 1_000_000_000;
const LIVES_MOST = 3;
/** How often the last life of a picture is left as it is. */
const LEFT_SHARE = 0.3;
/** From an upload to its deletion: while it is received, shipped, processed, or past all that. */
const PAUSE_MS = 1_500;
const AGAIN_MS = 400;
/** Once nothing more is begun, what was begun has this long to end. */
const LAST_MS = 180_000;

/**
 * Uploads pictures, deletes them at any moment of their way, and uploads some of them again. Each is
 * one client's alone, who asks for a deletion until it is answered: so it is known what is to be left.
 */
export function startDeletions({ cloud, ledger, seed, random, part }: DeletionsOptions) {
  let stopped = false;
  let deadline = Number.POSITIVE_INFINITY;
  const name = (at: string) => `${part}-${at}.jpg`;

  async function client(number: number): Promise<void> {
    const own = random.fork(number);
    for (let made = 0; !stopped; made++) {
      const { id, bytes, expected } = await makePicture(seed, NUMBERS + made * CLIENTS + number);
      const lives: Lives = { id, expected, part, buried: 0, generation: 0, gone: [] };
      ledger.lives.push(lives);
      const most = own.integer(1, LIVES_MOST);
      for (let life = 1; life <= most && !stopped; life++) {
        if (!(await begin(lives, bytes, name(`${number}-${made}-${life}`), own))) break;
        await sleep(own.gap(PAUSE_MS));
        if (life === most && own.chance(LEFT_SHARE)) break;
        if (!(await end(lives))) break;
      }
    }
  }

  /** Uploads until it is acknowledged. False: it may have been, or the run ends. */
  async function begin(lives: Lives, bytes: Buffer, filename: string, own: Random) {
    const parts = [{ bytes, filename }];
    while (!stopped) {
      const answer = await postFiles(cloud.address, parts, paceOf(own));
      const outcome = outcomeOf(answer, [lives]);
      if (outcome === 'acknowledged') {
        lives.living = filename;
        return true;
      }
      if (outcome !== 'refused') {
        lives.unanswered = filename;
        return false;
      }
      await sleep(AGAIN_MS);
    }
    return false;
  }

  /** Deletes until that is done. False: it never was. */
  async function end(lives: Lives): Promise<boolean> {
    while (Date.now() < deadline) {
      if (await isDeleted(lives)) {
        lives.buried += 1;
        lives.gone.push(lives.living!);
        delete lives.living;
        return true;
      }
      await sleep(AGAIN_MS);
    }
    lives.undeleted = true;
    return false;
  }

  /**
   * A 204 is taken at its word. A 404 may come of a cell that has not heard of the upload yet, or of a
   * deletion whose answer was lost: the tombstone tells them apart.
   */
  async function isDeleted(lives: Lives): Promise<boolean> {
    try {
      const { status } = await fetch(`${cloud.address}/media/${lives.id}`, { method: 'DELETE' });
      if (status !== 404 && status !== 204) return false;
      const row = await readRow(cloud, lives.id, 'ITEM');
      const generation = Number(row?.generation?.N ?? 0);
      const isBuried = row?.status?.S === 'deleted' && generation > lives.generation;
      if (status === 404 && !isBuried) return false;
      lives.generation = generation;
      return true;
    } catch {
      return false;
    }
  }

  const clients = Array.from({ length: CLIENTS }, (_, number) => client(number));
  return {
    /** Begins nothing more, and waits for what was begun. */
    async stop(): Promise<void> {
      stopped = true;
      deadline = Date.now() + LAST_MS;
      await Promise.all(clients);
    },
  };
}
