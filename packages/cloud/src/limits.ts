/** Items and upload records looked at a time; each costs about two requests to S3 and to the catalog. */
export const RECOVER_PARALLEL = 16;
