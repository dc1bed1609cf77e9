/** The listener's times in milliseconds, and the items that it reads at a time. */
export const LISTENER = { shortestMs: 500, longestMs: 8_000, pauseMs: 100, checks: 20 } as const;

/** How long the last events and the indexes may take after all work has settled. */
export const LAST_CHANGES_MS = 180_000;
