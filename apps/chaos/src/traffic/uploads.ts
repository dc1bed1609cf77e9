import type { Random } from '../random.ts';
import { type Client, repeat, startClients } from './clients.ts';
import type { Pace } from './exchange.ts';
import type { Ledger, Outcome, SentFile } from './ledger.ts';
import { outcomeOf, paceOf } from './outcome.ts';
import { makePicture, type Picture } from './pictures.ts';
import { postFiles } from './post-files.ts';

export interface UploadsOptions {
  readonly address: string;
  readonly ledger: Ledger;
  readonly seed: number;
  readonly random: Random;
  /** The part of the run, for the ledger. */
  readonly part: string;
  /** Files a second that all clients together send, as far as the machine can. */
  readonly filesPerSecond: number;
}

const CLIENTS = 8;
/** The first picture number of each client is a multiple of this. */
const NUMBERS = 1_000_000;

const MAX_FILES = 4;
const SEVERAL_SHARE = 0.25;
const MEAN_FILES = 1 - SEVERAL_SHARE + (SEVERAL_SHARE * (2 + MAX_FILES)) / 2;
const DUPLICATE_SHARE = 0.1;
/** Share of the requests without acknowledgement that are sent again. */
const RESEND_SHARE = 0.4;

/** Uploads continuously from several clients. `stop` resolves after the last answers. */
export function startUploads(options: UploadsOptions) {
  const { address, ledger, seed, random, part, filesPerSecond } = options;
  const gapMs = (1000 * CLIENTS * MEAN_FILES) / filesPerSecond;
  let sequence = ledger.requests.length;

  const client =
    (number: number): Client =>
    async ({ random: own, stopped, pause }) => {
      const nextPicture = pictureSource(own, seed, number);
      while (!stopped()) {
        const count = own.chance(SEVERAL_SHARE) ? own.integer(2, MAX_FILES) : 1;
        const pictures: Picture[] = [];
        for (let at = 0; at < count; at++) pictures.push(await nextPicture());
        const outcome = await upload(pictures, paceOf(own));
        if (outcome !== 'acknowledged' && own.chance(RESEND_SHARE)) {
          await upload(pictures, paceOf(own));
        }
        await pause(gapMs);
      }
    };

  async function upload(pictures: readonly Picture[], pace: Pace): Promise<Outcome> {
    const request = sequence++;
    const files = pictures.map(({ id, expected, bytes }, at) => ({
      ...{ id, expected, filename: `${request}-${at}.jpg` },
      bytes,
    }));
    const answer = await postFiles(address, files, pace);
    const outcome = outcomeOf(answer, files);
    ledger.note({
      files: files.map(({ bytes: _, ...file }): SentFile => file),
      outcome,
      part,
      status: answer?.status,
    });
    return outcome;
  }

  const clients = startClients(random, repeat(CLIENTS, client));
  return {
    async stop(): Promise<void> {
      clients.stop();
      await clients.ended();
    },
  };
}

/** Mostly new pictures, and some that this client or another one sent before. */
function pictureSource(random: Random, seed: number, client: number) {
  let made = 0;
  return () => {
    if (made > 0 && random.chance(DUPLICATE_SHARE)) {
      const sender = random.integer(0, CLIENTS - 1);
      return makePicture(seed, sender * NUMBERS + random.integer(0, made - 1));
    }
    return makePicture(seed, client * NUMBERS + made++);
  };
}
