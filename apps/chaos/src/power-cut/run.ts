import { setTimeout as sleep } from 'node:timers/promises';
import { type Galeria, runTool, startGaleria } from '../galeria/start.ts';
import type { Disk } from '../loop-device/disk.ts';
import { createRandom, type Random } from '../random.ts';
import { createStatus } from '../status.ts';
import type { Finding } from './checks.ts';
import { judge, judgeKeys } from './judge.ts';
import { JUDGE, makeKey, restoreKeys, SENDERS } from './keys.ts';
import { acknowledged, countFiles, createLedger, type Ledger } from './ledger.ts';
import { CLIENTS, CUT_GAP_MS, ENOUGH_POLL_MS, MAX_ROUND_MS } from './limits.ts';
import type { Options } from './options.ts';
import { startTraffic } from './traffic.ts';

/** The most findings of one cut to print; the report has all of them. */
const MAX_SHOWN = 20;

/** One power cut, the requests since the previous one, and the time until every check passed. */
export interface Cut {
  readonly acknowledged: number;
  readonly unanswered: number;
  readonly settledMs: number;
  readonly findings: number;
}

export interface Report {
  readonly seed: number;
  readonly seconds: number;
  readonly acknowledged: number;
  readonly unanswered: number;
  readonly deletions: number;
  readonly retries: number;
  readonly keys: { readonly made: number; readonly revoked: number };
  readonly cuts: readonly Cut[];
  readonly findings: readonly Finding[];
  /** Whether `galeria verify` finds nothing wrong at the end. */
  readonly verified: boolean;
}

/** Sends requests, cuts the power, starts again and judges, with one data folder. */
export function createRun(disk: Disk, home: string, options: Options) {
  const status = createStatus();
  const random = createRandom(options.seed);
  const ledger = createLedger();
  const known = new Set<string>();
  const findings: Finding[] = [];
  const cuts: Cut[] = [];
  let galeria: Galeria | undefined;

  async function start(): Promise<Galeria | undefined> {
    const started = await startGaleria({ home, stack: options.stack });
    if (typeof started !== 'string') return started;
    findings.push({ fault: 'unreachable', subject: 'the start', detail: started });
    return undefined;
  }

  /** Cuts the power, starts again and judges. */
  async function cut(running: Galeria, traffic?: ReturnType<typeof startTraffic>) {
    traffic?.beginCut();
    await disk.cutPower();
    await running.kill();
    await traffic?.end();
    await disk.unmount();
    await disk.mount();
    galeria = await start();
    if (!galeria) return;
    const lostKeys = await judgeKeys(galeria, ledger, known, options.timeLimit * 1000);
    await restoreKeys(home, galeria, ledger);
    const verdict = await judge(galeria, ledger, known, options.timeLimit * 1000);
    const found = [...lostKeys, ...verdict.findings];
    const { settledMs } = verdict;
    findings.push(...found);
    cuts.push({ ...sinceLast(ledger, cuts), settledMs, findings: found.length });
    for (const { fault, subject, detail } of found.slice(0, MAX_SHOWN)) {
      status.line(`${fault}: ${subject}: ${detail}`);
    }
    status.line(
      `cut ${cuts.length}: ${acknowledged(ledger).length} acknowledged so far, correct after ${Math.round(settledMs / 1000)} s, ${found.length} findings`,
    );
  }

  return {
    /** Kills Galeria. */
    async stop(): Promise<void> {
      await galeria?.kill();
      galeria = undefined;
    },
    async run(): Promise<Report> {
      status.line(`data folder ${home}, seed ${options.seed}`);
      galeria = await start();
      let verified = false;
      if (galeria) {
        for (const name of [JUDGE, ...SENDERS]) await makeKey(home, ledger, name);
        await cut(galeria);
      }
      for (let round = 1; round <= options.cuts && galeria; round++) {
        const own = random.fork(round);
        const traffic = startTraffic({
          galeria,
          home,
          ledger,
          seed: options.seed,
          random: own.fork(0),
          round,
        });
        await enough(ledger, Math.ceil((options.uploads * round) / options.cuts), own);
        await busy(traffic);
        await cut(galeria, traffic);
      }
      if (galeria) verified = (await runTool(home, 'verify', '--grace', '0')) !== undefined;
      return {
        seed: options.seed,
        seconds: status.seconds(),
        acknowledged: acknowledged(ledger).length,
        unanswered: countFiles(ledger, 'unanswered'),
        deletions: [...ledger.deletions.values()].filter((one) => one === 'acknowledged').length,
        retries: [...ledger.retries.values()].reduce((sum, times) => sum + times, 0),
        keys: {
          made: ledger.keys.length,
          revoked: ledger.keys.filter(({ state }) => state === 'revoked').length,
        },
        cuts,
        findings,
        verified,
      };
    },
  };
}

/** Waits until so many uploads were acknowledged, and for a random moment after that. */
async function enough(ledger: Ledger, uploads: number, random: Random): Promise<void> {
  const deadline = Date.now() + MAX_ROUND_MS;
  while (acknowledged(ledger).length < uploads && Date.now() < deadline) {
    await sleep(ENOUGH_POLL_MS);
  }
  await sleep(random.gap(CUT_GAP_MS));
}

/** Waits until most clients are sending, so that the cut hits uploads in progress. */
async function busy({ inProgress }: ReturnType<typeof startTraffic>): Promise<void> {
  const deadline = Date.now() + MAX_ROUND_MS;
  while (inProgress() <= CLIENTS / 2 && Date.now() < deadline) await sleep(1);
}

function sinceLast(ledger: Ledger, cuts: readonly Cut[]) {
  const since = (name: 'acknowledged' | 'unanswered') =>
    countFiles(ledger, name) - cuts.reduce((sum, cut) => sum + cut[name], 0);
  return { acknowledged: since('acknowledged'), unanswered: since('unanswered') };
}
