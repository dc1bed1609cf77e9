import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Each body says what becomes of it; every delivery is written down for the test to read. */
export const handler = async ({ Records }) => {
  const bodies = Records.map(({ body }) => JSON.parse(body));
  const start = Date.now();
  const wait = Math.max(...bodies.map(({ sleep = 0 }) => sleep));
  if (wait > 0) await sleep(wait);
  const line = { start, end: Date.now(), bodies: bodies.map(({ name }) => name), records: Records };
  appendFileSync(process.env.DELIVERIES, `${JSON.stringify(line)}\n`);
  if (bodies.some(({ fails }) => fails === 'crash')) process.exit(1);
  if (bodies.some(({ fails }) => fails === 'throw')) throw new Error('transient');
  const answer = bodies.find((body) => 'answer' in body);
  if (answer) return answer.answer;
  const failures = Records.filter((_, i) => bodies[i].fails);
  return { batchItemFailures: failures.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};
