import type { FailureCode } from '../failures.ts';
import { type IsolationLimits, WATCH_INTERVAL_MS } from './limits.ts';
import { noteMemory } from './peak.ts';
import { usageOf } from './usage.ts';

/**
 * Looks at a process until it exceeds a limit, and tells once which one.
 *
 * @returns what ends the watch.
 */
export function watch(
  pid: number,
  limits: IsolationLimits,
  onExceeded: (code: FailureCode) => void,
): () => void {
  const startedAt = performance.now();
  let cpuBefore: number | undefined;
  let ended = false;

  const look = async () => {
    const usage = await usageOf(pid);
    if (usage) noteMemory(usage.memoryBytes);
    if (ended) return;
    cpuBefore ??= usage?.cpuMs;
    // The clock counts even where the process has no usage to read.
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
  const timer = setInterval(look, WATCH_INTERVAL_MS);
  const stop = () => {
    ended = true;
    clearInterval(timer);
  };
  void look();
  return stop;
}
