import { setTimeout as sleep } from 'node:timers/promises';
import { type Pace, postFiles } from './client.ts';
import type { Ledger, Outcome, SentFile } from './ledger.ts';
import { outcomeOf, paceOf } from './outcome.ts';
import { makePicture, type Picture } from './pictures.ts';
import type { Random } from './random.ts';

export interface TrafficOptions {
  readonly address: string;
  readonly ledger: Ledger;
  readonly seed: number;
  readonly random: Random;
  /** The part of the run, for the ledger. */
  readonly part: string;
  /** Files that are sent in a second, all clients together, as far as the machine can. */
  readonly filesPerSecond: number;
}

const CLIENTS = 8;
/** Pictures of one client are numbered from a multiple of this on. */
const NUMBERS = 1_000_000;

const FILES_MOST = 4;
const SEVERAL_SHARE = 0.25;
const MEAN_FILES = 1 - SEVERAL_SHARE + (SEVERAL_SHARE * (2 + FILES_MOST)) / 2;
const DUPLICATE_SHARE = 0.1;
/** How often what was not acknowledged is sent again. */
const AGAIN_SHARE = 0.4;

/** Uploads without a pause from several clients until it is stopped; then the last answers are awaited. */
export function startTraffic({
  address,
  ledger,
  seed,
  random,
  part,
  filesPerSecond,
}: TrafficOptions) {
  const gapMs = (1000 * CLIENTS * MEAN_FILES) / filesPerSecond;
  let stopped = false;
  let sequence = ledger.requests.length;

  async function client(number: number): Promise<void> {
    const own = random.fork(number);
    let made = 0;
    /** Mostly a new picture; now and then one that this client, or another, sent before. */
    const nextPicture = () => {
      if (made > 0 && own.chance(DUPLICATE_SHARE)) {
        return makePicture(seed, own.integer(0, CLIENTS - 1) * NUMBERS + own.integer(0, made - 1));
      }
      return makePicture(seed, number * NUMBERS + made++);
    };
    while (!stopped) {
      const count = own.chance(SEVERAL_SHARE) ? own.integer(2, FILES_MOST) : 1;
      const pictures: Picture[] = [];
      for (let at = 0; at < count; at++) pictures.push(await nextPicture());
      const outcome = await upload(pictures, paceOf(own));
      if (outcome !== 'acknowledged' && own.chance(AGAIN_SHARE))
        await upload(pictures, paceOf(own));
      await sleep(own.gap(gapMs));
    }
  }

  async function upload(pictures: readonly Picture[], pace: Pace): Promise<Outcome> {
    const request = sequence++;
    const files = pictures.map(
      ({ id, expected }, at): SentFile => ({ id, expected, filename: `${request}-${at}.jpg` }),
    );
    const parts = pictures.map(({ bytes }, at) => ({ bytes, filename: files[at]!.filename }));
    const answer = await postFiles(address, parts, pace);
    const outcome = outcomeOf(answer, files);
    ledger.note({
      files,
      outcome,
      part,
      ...(outcome === 'refused' ? { status: answer!.status } : {}),
    });
    return outcome;
  }

  const clients = Array.from({ length: CLIENTS }, (_, number) => client(number));
  return {
    async stop(): Promise<void> {
      stopped = true;
      await Promise.all(clients);
    },
  };
}
