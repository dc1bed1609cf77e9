/** Time-out of one request of the judge. */
export const REQUEST_TIMEOUT_MS = 60_000;

/** Time until a change of the keys takes effect: an uploader reads them once a minute. */
export const KEYS_COUNT_MS = 90_000;

/** Everything acknowledged should be correct within this time after a start. A goal, not a limit. */
export const GOAL_MS = 60_000;

export const CLIENTS = 6;

/** Mean time from the last upload that a round requires to the cut. */
export const CUT_GAP_MS = 1_500;

/** How often the number of a round's uploads is checked. */
export const ENOUGH_POLL_MS = 20;

/** Time-out of a round. */
export const MAX_ROUND_MS = 120_000;
