import type { Galeria } from '../galeria/start.ts';
import type { Random } from '../random.ts';
import { type Client, repeat, startClients } from '../traffic/clients.ts';
import { outcomeOf, paceOf } from '../traffic/outcome.ts';
import { makePicture, type Picture } from '../traffic/pictures.ts';
import { postFiles } from '../traffic/post-files.ts';
import { type Api, openApi, type Reply } from './api.ts';
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

interface Context extends TrafficOptions {
  readonly api: Api;
  /** Whether the cut has begun. */
  isCut(): boolean;
  /** Counts an upload as in progress until it has ended. */
  sending<Result>(upload: Promise<Result>): Promise<Result>;
}

const MAX_FILES = 3;
/** Share of the files that were sent before, under another name. */
const DUPLICATE_SHARE = 0.15;
/** Mean times between the requests of one client. */
const UPLOAD_GAP_MS = 60;
const DELETE_GAP_MS = 300;
const RETRY_GAP_MS = 400;
const KEY_GAP_MS = 500;
const ALL_RETRIES_SHARE = 0.3;
/** Share of the pictures that may be deleted. */
const DELETABLE_SHARE = 0.25;
/** The number of pictures of one client in one round. */
const NUMBERS = 10_000;

/** Uploads, deletes, retries, and makes and revokes keys, until it is ended. */
export function startTraffic(options: TrafficOptions) {
  const { galeria, ledger, random } = options;
  let cut = false;
  let inProgress = 0;
  const api = openApi(galeria.address, tokenOf(ledger, JUDGE));
  const sending = <Result>(upload: Promise<Result>): Promise<Result> => {
    inProgress++;
    return upload.finally(() => inProgress--);
  };
  const context: Context = { ...options, api, isCut: () => cut, sending };
  const uploading = startClients(
    random.fork(0),
    repeat(CLIENTS, (number) => uploadingClient(context, number)),
  );
  const others = startClients(random.fork(1), [
    deletingClient(context),
    retryingClient(context),
    keyMaker(context),
  ]);
  return {
    /** Any later answer comes after the cut. Only uploads go on, so that the cut interrupts some. */
    beginCut: () => {
      others.stop();
      cut = true;
    },
    /** The number of uploads in progress. */
    inProgress: (): number => inProgress,
    /** Begins nothing more, and resolves when every request has been answered or has failed. */
    end: async () => {
      uploading.stop();
      await Promise.all([uploading.ended(), others.ended()]);
    },
  };
}

const uploadingClient =
  ({ galeria, ledger, seed, round, isCut, sending }: Context, number: number): Client =>
  async ({ random, stopped, pause }) => {
    const key = SENDERS[number % SENDERS.length] ?? SENDERS[0];
    const userAgent = `power-cut/${number}`;
    const headers = { authorization: `Bearer ${tokenOf(ledger, key)}`, 'user-agent': userAgent };
    const pictures = pictureSource(random, seed, (round * CLIENTS + number) * NUMBERS);
    for (let sent = 0; !stopped(); sent++) {
      const uploads: (SentUpload & { bytes: Buffer })[] = [];
      for (let file = random.integer(1, MAX_FILES); file > 0; file--) {
        const filename = `Férias ${round}-${number}-${sent}-${file}.jpg`;
        uploads.push({ ...(await pictures()), filename, key, userAgent });
      }
      if (stopped()) return;
      const answer = await sending(postFiles(galeria.address, uploads, paceOf(random), headers));
      ledger.requests.push({
        uploads: uploads.map(({ bytes: _, ...upload }) => upload),
        outcome: outcomeOf(answer, uploads),
        status: answer?.status,
        cut: isCut(),
      });
      await pause(UPLOAD_GAP_MS);
    }
  };

const deletingClient =
  ({ api, ledger }: Context): Client =>
  async ({ random, stopped, pause }) => {
    while (!stopped()) {
      await pause(DELETE_GAP_MS);
      const candidates = deletable(ledger);
      if (stopped() || candidates.length === 0) continue;
      const { id } = random.pick(candidates);
      // 404: the catalog does not know the upload yet, so nothing is deleted.
      const reply = await api.delete(`/media/${id}?now=true`).catch(() => undefined);
      if (reply?.status === 204) ledger.deletions.set(id, 'acknowledged');
      else if (reply?.status !== 404) ledger.deletions.set(id, 'unanswered');
    }
  };

const retryingClient =
  ({ api, ledger }: Context): Client =>
  async ({ random, stopped, pause }) => {
    while (!stopped()) {
      await pause(RETRY_GAP_MS);
      const failing = acknowledged(ledger).filter(({ expected }) => expected === 'failed');
      if (stopped() || failing.length === 0) continue;
      if (random.chance(ALL_RETRIES_SHARE)) {
        await api.post('/retries').catch(() => undefined);
        continue;
      }
      const { id } = random.pick(failing);
      if (await retry(api, id)) ledger.retries.set(id, (ledger.retries.get(id) ?? 0) + 1);
    }
  };

/** Retries an item that has failed. No other client retries it meanwhile. */
async function retry(api: Api, id: string): Promise<boolean> {
  try {
    const item = await api.get(`/media/${id}`);
    if (item.status !== 200 || statusIn(item) !== 'failed') return false;
    const answer = await api.post(`/media/${id}/retry`);
    return answer.status === 202 && statusIn(answer) === 'stored';
  } catch {
    return false;
  }
}

const keyMaker =
  ({ home, ledger, round }: Context): Client =>
  async ({ random, stopped, pause }) => {
    for (let made = 0; !stopped(); made++) {
      await pause(KEY_GAP_MS);
      if (stopped()) return;
      await makeKey(home, ledger, `round-${round}-${made}`);
      const old = ledger.keys.filter(
        ({ name, state }) => state === 'made' && name.startsWith('round-'),
      );
      if (!stopped() && old.length > 1) await revokeKey(home, random.pick(old));
    }
  };

/** New pictures, and some that were sent before: no corrupt ones and none that may be deleted. */
function pictureSource(random: Random, seed: number, first: number) {
  const reusable: Picture[] = [];
  let number = first;
  return async (): Promise<Picture & { readonly deletable: boolean }> => {
    if (reusable.length > 0 && random.chance(DUPLICATE_SHARE)) {
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
