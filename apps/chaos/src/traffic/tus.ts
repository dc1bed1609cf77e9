import { setTimeout as sleep } from 'node:timers/promises';
import type { AnsweredOffset } from '../judge/offsets.ts';
import type { Random } from '../random.ts';
import { type Client, type ClientContext, repeat, startClients } from './clients.ts';
import { type Answer, exchange } from './exchange.ts';
import type { Ledger, Outcome } from './ledger.ts';
import { paceOf } from './outcome.ts';
import { makePicture, type Picture } from './pictures.ts';

export interface TusUploadsOptions {
  readonly address: string;
  readonly ledger: Ledger;
  readonly seed: number;
  readonly random: Random;
  /** The part of the run, which is part of the file names. */
  readonly part: string;
}

const CLIENTS = 2;
/** The first picture number: above those of the other clients. */
const FIRST_NUMBER = 1_500_000_000;
const MAX_REQUESTS = 5;
/** Mean time between two requests of an upload, so that kills hit uploads between requests too. */
const REQUEST_GAP_MS = 150;
const UPLOAD_GAP_MS = 500;
const RETRY_MS = 400;
/** Time-out for uploads in progress after `stop`. */
const LAST_UPLOADS_MS = 180_000;

type Before = Omit<AnsweredOffset, 'upload' | 'offset'>;

const TUS = { 'tus-resumable': '1.0.0' };

/**
 * Uploads pictures by tus 1.0 in several requests. A client whose request fails asks for the offset,
 * compares it with the last acknowledged one, and continues.
 */
export function startTusUploads({ address, ledger, seed, random, part }: TusUploadsOptions) {
  let deadline = Number.POSITIVE_INFINITY;

  const client =
    (number: number): Client =>
    async (context) => {
      for (let made = 0; !context.stopped(); made++) {
        const picture = await makePicture(seed, FIRST_NUMBER + made * CLIENTS + number);
        const { id, expected } = picture;
        const filename = `${part}-tus-${number}-${made}.jpg`;
        const result = await upload(picture, filename, context);
        ledger.note({ files: [{ id, expected, filename }], part, ...result });
        await context.pause(UPLOAD_GAP_MS);
      }
    };

  async function upload(picture: Picture, filename: string, context: ClientContext) {
    const { bytes, id } = picture;
    const created = await send('POST', '/tus', {
      headers: {
        'upload-length': String(bytes.length),
        'upload-metadata': `filename ${Buffer.from(filename).toString('base64')}`,
      },
    });
    if (!created) return { outcome: 'unanswered' } as const;
    const { location } = created.headers;
    if (created.status !== 201 || !location) {
      return { outcome: 'refused', status: created.status } as const;
    }
    let acknowledged = 0;
    while (Date.now() < deadline) {
      const size = Math.ceil(bytes.length / context.random.integer(2, MAX_REQUESTS));
      const end = Math.min(bytes.length, acknowledged + size);
      const part = bytes.subarray(acknowledged, end);
      const answer = await append(location, acknowledged, part, context.random);
      if (answer && isRefused(answer))
        return { outcome: 'refused', status: answer.status } as const;
      const before = { acknowledged, mayBeComplete: end === bytes.length };
      const state = answer?.status === 204 ? answer : await findState(location, before);
      if (!state) break;
      acknowledged = Number(state.headers['upload-offset']);
      if (acknowledged === bytes.length) {
        const item = state.headers['galeria-item'];
        // A client that lost its last answer before the rename sends the last request again.
        if (item !== undefined) return { outcome: named(item, id), status: 204 };
      }
      await context.pause(REQUEST_GAP_MS);
    }
    return { outcome: 'unanswered' } as const;
  }

  function append(location: string, offset: number, body: Buffer, own: Random) {
    return send('PATCH', location, {
      headers: {
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
      },
      body,
      pace: paceOf(own),
    });
  }

  /** Asks for the offset until a cell answers, and notes the answer. Undefined if there is no upload. */
  async function findState(upload: string, before: Before): Promise<Answer | undefined> {
    while (Date.now() < deadline) {
      await sleep(RETRY_MS);
      const answer = await send('HEAD', upload);
      if (!answer || answer.status >= 500) continue;
      const isThere = answer.status === 200;
      const offset = isThere ? Number(answer.headers['upload-offset']) : undefined;
      ledger.offsets.push({ upload, ...before, offset });
      return isThere ? answer : undefined;
    }
    return undefined;
  }

  function send(method: string, path: string, more: Partial<Parameters<typeof exchange>[1]> = {}) {
    const headers = { ...TUS, ...more.headers };
    return exchange(address + path, { ...more, method, headers }).catch(() => undefined);
  }

  const clients = startClients(random, repeat(CLIENTS, client));
  return {
    /** Begins nothing more, and waits for uploads in progress. */
    async stop(): Promise<void> {
      clients.stop();
      deadline = Date.now() + LAST_UPLOADS_MS;
      await clients.ended();
    },
  };
}

/** A cell or the edge that fails, or an offset that the client has to ask for, is no refusal. */
const isRefused = ({ status }: Answer): boolean =>
  status >= 400 && status < 500 && status !== 404 && status !== 409;

const named = (item: unknown, id: string): Outcome => (item === id ? 'acknowledged' : 'misnamed');
