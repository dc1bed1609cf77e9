import { setTimeout as sleep } from 'node:timers/promises';
import { handler as batch } from './batch.mjs';

await sleep(Number(process.env.INIT_MILLISECONDS));

/** Answers without records with the time that is left. */
export const handler = (event, context) =>
  event.Records.length > 0 ? batch(event) : context.getRemainingTimeInMillis();
