import { setTimeout as sleep } from 'node:timers/promises';
import type { Galeria } from '../galeria/start.ts';
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
  /** Milliseconds from the start until every check passed, or until the time limit. */
  readonly settledMs: number;
}

const AT_A_TIME = 6;
const POLL_MS = 250;

/**
 * Checks the keys. This comes first, since all other checks need a key.
 */
export async function judgeKeys(
  galeria: Galeria,
  ledger: Ledger,
  known: Set<string>,
  timeLimitMs: number,
): Promise<Finding[]> {
  const until = galeria.upAt + Math.min(timeLimitMs, KEYS_COUNT_MS);
  return record(await settle(keyChecks(galeria, ledger), known, until), known);
}

/**
 * Checks everything that was acknowledged since the run began, repeatedly, until it holds or the time
 * limit ends. Ignores the findings in `known`, and adds the new ones to it.
 */
export async function judge(
  galeria: Galeria,
  ledger: Ledger,
  known: Set<string>,
  timeLimitMs: number,
): Promise<Verdict> {
  const api = openApi(galeria.address, tokenOf(ledger, JUDGE));
  const until = galeria.upAt + timeLimitMs;
  const deletions = deletionChecks(api, ledger);
  // An acknowledged deletion must hold at once.
  const resurrected = record(await runAll(deletions.answered, known), known);
  // The checks of the whole come last, when every part has settled.
  const parts = [...requestChecks(api, ledger), ...deletions.unanswered];
  const whole = [...deletions.answered, auditCheck(api, ledger), leftoverCheck(galeria, ledger)];
  const failingParts = record(await settle(parts, known, until), known);
  const failingWhole = record(await settle(whole, known, until), known);
  return {
    findings: [...resurrected, ...failingParts, ...failingWhole],
    settledMs: Date.now() - galeria.upAt,
  };
}

interface Failing {
  readonly check: Check;
  readonly findings: readonly Finding[];
}

/** Repeats failing checks until all pass, or until a time. @returns the checks that still fail */
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

function record(failing: readonly Failing[], known: Set<string>): Finding[] {
  const findings = failing.flatMap((one) => one.findings);
  for (const finding of findings) known.add(keyOf(finding));
  return findings;
}

const keyOf = ({ fault, subject }: Finding): string => `${fault} ${subject}`;

/** @returns the checks with findings that are not known yet */
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
