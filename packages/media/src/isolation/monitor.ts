import type { FailureCode } from '../failures.ts';
import { type IsolationLimits, MONITOR_INTERVAL_MS } from './limits.ts';
import { recordMemory } from './peak.ts';
import { usageOf } from './usage.ts';

/**
 * Monitors a process and calls `onExceeded` once if it exceeds a limit.
 *
 * @returns a function that stops monitoring
 */
export function monitor(
  pid: number,
  limits: IsolationLimits,
  onExceeded: (code: FailureCode) => void,
): () => void {
  const startedAt = performance.now();
  let cpuBefore: number | undefined;
  let ended = false;

  const check = async () => {
    const usage = await usageOf(pid);
    if (usage) recordMemory(usage.memoryBytes);
    if (ended) return;
    cpuBefore ??= usage?.cpuMs;
    // The elapsed time applies even if the usage cannot be read.
    const cpuMs = usage && cpuBefore !== undefined ? usage.cpuMs - cpuBefore : 0;
    const code = exceeded(cpuMs, performance.now() - startedAt, usage?.memoryBytes ?? 0);
    if (code) end(code);
  };
  const exceeded = (cpuMs: number, wallMs: number, memoryBytes: number) => {
    if (memoryBytes > limits.memoryBytes) return 'too-much-memory';
    return cpuMs > limits.cpuMs || wallMs > limits.wallMs ? 'too-slow' : undefined;
  };
  const end = (code: FailureCode) => {
    stop();
    onExceeded(code);
  };
  const timer = setInterval(check, MONITOR_INTERVAL_MS);
  const stop = () => {
    ended = true;
    clearInterval(timer);
  };
  void check();
  return stop;
}
