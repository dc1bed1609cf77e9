import { setTimeout as sleep } from 'node:timers/promises';
import { postFiles } from '../client.ts';
import type { Galeria } from '../galeria.ts';
import { outcomeOf, paceOf } from '../outcome.ts';
import { makePicture, type Picture } from '../pictures.ts';
import type { Random } from '../random.ts';
import { openApi, type Reply } from './api.ts';
import { JUDGE, makeKey, revokeKey, SENDERS, tokenOf } from './keys.ts';
import { acknowledged, type Ledger, type SentUpload } from './ledger.ts';
import { CLIENTS } from './limits.ts';

export interface TrafficOptions {
  readonly galeria: Galeria;
  readonly home: string;
  readonly ledger: Ledger;
  readonly seed: number;
  readonly random: Random;
  readonly round: number;
}

const MOST_FILES = 3;
/** How often a file is one that was sent before, under another name. */
const AGAIN_SHARE = 0.15;
/** Mean times between the calls of one client. */
const UPLOAD_GAP_MS = 60;
const DELETE_GAP_MS = 300;
const RETRY_GAP_MS = 400;
const KEY_GAP_MS = 500;
const ALL_RETRIES_SHARE = 0.3;
/** How many pictures may be deleted. */
const DELETABLE_SHARE = 0.25;
/** Numbers of the pictures of one client in one round. */
const NUMBERS = 10_000;

/** Uploads, deletes, asks for retries, and makes and revokes keys, until it is stopped. */
export function startTraffic({ galeria, home, ledger, seed, random, round }: TrafficOptions) {
  let stopped = false;
  let cut = false;
  const { address } = galeria;
  const api = openApi(address, tokenOf(ledger, JUDGE));

  async function uploadingClient(client: number): Promise<void> {
    const own = random.fork(client);
    const key = SENDERS[client % SENDERS.length]!;
    const userAgent = `power-cut/${client}`;
    const headers = { authorization: `Bearer ${tokenOf(ledger, key)}`, 'user-agent': userAgent };
    const pictures = pictureSource(own, seed, (round * CLIENTS + client) * NUMBERS);
    for (let sent = 0; !stopped; sent++) {
      const uploads: (SentUpload & { bytes: Buffer })[] = [];
      for (let file = own.integer(1, MOST_FILES); file > 0; file--) {
        const filename = `Férias ${round}-${client}-${sent}-${file}.jpg`;
        uploads.push({ ...(await pictures()), filename, key, userAgent });
      }
      if (stopped) return;
      const answer = await postFiles(address, uploads, paceOf(own), headers);
      ledger.requests.push({
        uploads: uploads.map(({ bytes: _, ...upload }) => upload),
        outcome: outcomeOf(answer, uploads),
        ...(answer ? { status: answer.status } : {}),
        cut,
      });
      await sleep(own.gap(UPLOAD_GAP_MS));
    }
  }

  async function deletingClient(): Promise<void> {
    const own = random.fork(CLIENTS);
    while (!stopped) {
      await sleep(own.gap(DELETE_GAP_MS));
      const candidates = deletable(ledger);
      if (stopped || candidates.length === 0) continue;
      const { id } = own.pick(candidates);
      // 404: the catalog has not heard of the upload yet; it stays.
      const reply = await api.delete(`/media/${id}`).catch(() => undefined);
      if (reply?.status === 204) ledger.deletions.set(id, 'acknowledged');
      else if (reply?.status !== 404) ledger.deletions.set(id, 'unanswered');
    }
  }

  async function retryingClient(): Promise<void> {
    const own = random.fork(CLIENTS + 1);
    while (!stopped) {
      await sleep(own.gap(RETRY_GAP_MS));
      const failing = acknowledged(ledger).filter(({ expected }) => expected === 'failed');
      if (stopped || failing.length === 0) continue;
      if (own.chance(ALL_RETRIES_SHARE)) {
        await api.post('/retries').catch(() => undefined);
        continue;
      }
      const { id } = own.pick(failing);
      if (await retry(id)) ledger.retries.set(id, (ledger.retries.get(id) ?? 0) + 1);
    }
  }

  /** Whether an item that had failed was asked for again: nobody else asks for it meanwhile. */
  async function retry(id: string): Promise<boolean> {
    try {
      const item = await api.get(`/media/${id}`);
      if (item.status !== 200 || statusIn(item) !== 'failed') return false;
      const answer = await api.post(`/media/${id}/retry`);
      return answer.status === 202 && statusIn(answer) === 'stored';
    } catch {
      return false;
    }
  }

  async function keyMaker(): Promise<void> {
    const own = random.fork(CLIENTS + 2);
    for (let made = 0; !stopped; made++) {
      await sleep(own.gap(KEY_GAP_MS));
      if (stopped) return;
      await makeKey(home, ledger, `round-${round}-${made}`);
      const old = ledger.keys.filter(
        ({ name, state }) => state === 'made' && name.startsWith('round-'),
      );
      if (!stopped && old.length > 1) await revokeKey(home, own.pick(old));
    }
  }

  const clients = [
    ...Array.from({ length: CLIENTS }, (_, client) => uploadingClient(client)),
    deletingClient(),
    retryingClient(),
    keyMaker(),
  ];
  return {
    /** Begins nothing more. What is answered from here on is answered after the cut. */
    stop: () => {
      stopped = true;
      cut = true;
    },
    /** Resolves once every request has been answered or has failed. */
    settled: () => Promise.all(clients),
  };
}

/** New pictures, and now and then one that was sent before: never a damaged one, nor one that may be deleted. */
function pictureSource(random: Random, seed: number, first: number) {
  const reusable: Picture[] = [];
  let number = first;
  return async (): Promise<Picture & { readonly deletable: boolean }> => {
    if (reusable.length > 0 && random.chance(AGAIN_SHARE)) {
      return { ...random.pick(reusable), deletable: false };
    }
    const picture = await makePicture(seed, number++);
    const deletable = random.chance(DELETABLE_SHARE);
    if (!deletable && picture.expected === 'ready') reusable.push(picture);
    return { ...picture, deletable };
  };
}

const statusIn = ({ body }: Reply): string => JSON.parse(body.toString()).status;

const deletable = (ledger: Ledger): SentUpload[] =>
  acknowledged(ledger).filter((upload) => upload.deletable && !ledger.deletions.has(upload.id));
