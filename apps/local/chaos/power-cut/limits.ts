/** Bytes of the image file, which is sparse: above what the spool wants to be free. */
export const IMAGE_BYTES = 8 * 2 ** 30;

/** Bytes of an image that only shows that there are loop devices. */
export const PROBE_BYTES = 32 * 2 ** 20;

/**
 * Seconds from one commit of the journal to the next. ext4 does it every 5 seconds unless told, and would
 * then save by chance what nobody synced.
 */
export const COMMIT_SECONDS = 300;

/** How long the killed processes may take to let go of the file system. */
export const UNMOUNT_TIMEOUT_MS = 120_000;

/** How long one request of the judge may take. */
export const REQUEST_TIMEOUT_MS = 60_000;

/** A key that was made or revoked counts after this long: an uploader reads the keys once a minute. */
export const KEYS_COUNT_MS = 90_000;

/** Everything that was acknowledged should be as it was this long after a start. A goal, not a limit. */
export const GOAL_MS = 60_000;

export const CLIENTS = 6;

/** Mean time from the last upload that a round wants to the cut. */
export const CUT_GAP_MS = 1_500;

/** How often it is looked whether a round has enough uploads. */
export const ENOUGH_POLL_MS = 20;

/** A round that gets no further ends after this long. */
export const MAX_ROUND_MS = 120_000;
