/** Times in milliseconds. */
export const EVENT_LIMITS = {
  /** The first pause before a stream is resumed, unless the server names another one. */
  retryMs: 1_000,
  longestPauseMs: 30_000,
  /** Without a byte for this long the connection is taken for lost: three heartbeats. */
  silenceMs: 45_000,
  /** Items whose versions are remembered, so that a resumed stream repeats nothing. */
  versions: 10_000,
} as const;

/** Doubles with each failure in a row, with jitter. */
export const backoffMs = (retryMs: number, failures: number): number =>
  Math.min(EVENT_LIMITS.longestPauseMs, retryMs * 2 ** failures) * (0.5 + Math.random() / 2);

/** Resolves after some time, or as soon as the signal aborts. */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
  });
}

/** Remembers the last version of items, at most `most`. */
export function createVersions(most: number) {
  const versions = new Map<string, number>();
  return {
    clear: () => versions.clear(),
    isNewer({ id, version }: { readonly id: string; readonly version: number }): boolean {
      if ((versions.get(id) ?? -1) >= version) return false;
      versions.delete(id);
      versions.set(id, version);
      const oldest = versions.keys().next();
      if (versions.size > most && !oldest.done) versions.delete(oldest.value);
      return true;
    },
  };
}
