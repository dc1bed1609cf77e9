/** Bytes of the image file, which is sparse: more than the free space that the spool requires. */
export const IMAGE_BYTES = 8 * 2 ** 30;

/** Bytes of an image that tests whether loop devices are available. */
export const PROBE_BYTES = 32 * 2 ** 20;

/** Seconds between two commits of the journal. With ext4's default of 5, unsynced data could survive. */
export const COMMIT_SECONDS = 300;

/** Time-out of the unmount: killed processes must have closed their files. */
export const UNMOUNT_TIMEOUT_MS = 120_000;
