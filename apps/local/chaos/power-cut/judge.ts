import { setTimeout as sleep } from 'node:timers/promises';
import type { Galeria } from '../galeria.ts';
import { openApi } from './api.ts';
import {
  auditCheck,
  deletionChecks,
  keyChecks,
  leftoverCheck,
  requestChecks,
} from './checklist.ts';
import type { Check, Finding } from './checks.ts';
import { JUDGE, tokenOf } from './keys.ts';
import type { Ledger } from './ledger.ts';
import { KEYS_COUNT_MS } from './limits.ts';

export interface Verdict {
  readonly findings: readonly Finding[];
  /** From the start to the moment from which everything was as acknowledged, or to the end of patience. */
  readonly settledMs: number;
}

const AT_A_TIME = 6;
const POLL_MS = 250;

/**
 * Holds the keys against what was done to them. Without a key of its own the judge sees nothing else, so
 * this comes first.
 */
export async function judgeKeys(
  galeria: Galeria,
  ledger: Ledger,
  known: Set<string>,
  patienceMs: number,
): Promise<Finding[]> {
  const until = galeria.upAt + Math.min(patienceMs, KEYS_COUNT_MS);
  return take(await settle(keyChecks(galeria, ledger), known, until), known);
}

/**
 * Holds everything that was acknowledged since the run began against what is there, again and again,
 * until it holds or the patience ends. What was found before is passed over: `known` has the keys of
 * such findings, and gets those of the new ones.
 */
export async function judge(
  galeria: Galeria,
  ledger: Ledger,
  known: Set<string>,
  patienceMs: number,
): Promise<Verdict> {
  const api = openApi(galeria.address, tokenOf(ledger, JUDGE));
  const until = galeria.upAt + patienceMs;
  const deletions = deletionChecks(api, ledger);
  // A deletion that was answered holds from the first moment on.
  const resurrected = take(await runAll(deletions.answered, known), known);
  // What looks at the whole comes last, once every part is as it should be.
  const parts = [...requestChecks(api, ledger), ...deletions.unanswered];
  const whole = [...deletions.answered, auditCheck(api, ledger), leftoverCheck(galeria, ledger)];
  const failingParts = take(await settle(parts, known, until), known);
  const failingWhole = take(await settle(whole, known, until), known);
  return {
    findings: [...resurrected, ...failingParts, ...failingWhole],
    settledMs: Date.now() - galeria.upAt,
  };
}

interface Failing {
  readonly check: Check;
  readonly findings: readonly Finding[];
}

/** Looks again at what fails until nothing does, or until a time. @returns what still fails */
async function settle(checks: readonly Check[], known: ReadonlySet<string>, until: number) {
  let failing = await runAll(checks, known);
  while (failing.length > 0 && Date.now() < until) {
    await sleep(POLL_MS);
    failing = await runAll(
      failing.map(({ check }) => check),
      known,
    );
  }
  return failing;
}

function take(failing: readonly Failing[], known: Set<string>): Finding[] {
  const findings = failing.flatMap((one) => one.findings);
  for (const finding of findings) known.add(keyOf(finding));
  return findings;
}

const keyOf = ({ fault, subject }: Finding): string => `${fault} ${subject}`;

/** @returns those that find something that is not known yet */
async function runAll(checks: readonly Check[], known: ReadonlySet<string>) {
  const failing: Failing[] = [];
  const queue = [...checks];
  const work = async () => {
    for (let check = queue.shift(); check; check = queue.shift()) {
      const found = await attempt(check);
      const findings = found.filter((finding) => !known.has(keyOf(finding)));
      if (findings.length > 0) failing.push({ check, findings });
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return failing;
}

async function attempt({ subject, run }: Check): Promise<Finding[]> {
  try {
    return await run();
  } catch (error) {
    return [{ fault: 'unreachable', subject, detail: String(error) }];
  }
}
