import type { Simulation } from './build.ts';
import { LOOK_MS, SETTLE_MS } from './limits.ts';
import type { Client } from './traffic.ts';

/** Waits until nothing is under way any more. @returns what still is, when the time is over */
export async function awaitRest(simulation: Simulation, client: Client): Promise<string[]> {
  const { scheduler } = simulation;
  const until = scheduler.now() + SETTLE_MS;
  for (;;) {
    const busy = underWay(simulation, client);
    if (busy.length === 0 || scheduler.now() >= until) return busy;
    await scheduler.sleep(LOOK_MS);
  }
}

function underWay({ cells, queues, functions, events, dynamodb }: Simulation, client: Client) {
  const waits = cells.filter((cell) => !cell.isListening() || cell.waiting() !== 0);
  const rows = dynamodb.rows() as Record<string, { S?: string } | undefined>[];
  const unsettled = rows.filter(
    ({ sk, status }) =>
      sk?.S === 'ITEM' &&
      ['received', 'stored', 'processing', 'deleting'].includes(status?.S ?? ''),
  );
  return [
    ...waits.map(({ name, waiting }) => `cell ${name} has ${waiting() ?? 'not started'}`),
    ...Object.values(queues)
      .filter((queue) => queue.size() > 0)
      .map(({ name }) => `queue ${name} holds messages`),
    ...unsettled.map(({ pk, status }) => `${pk?.S} is ${status?.S}`),
    ...(functions.some(({ isIdle }) => !isIdle()) ? ['a function runs'] : []),
    ...(events.pending > 0 ? ['an event is on its way'] : []),
    ...(client.waiting() > 0 ? ['a client waits for its answer'] : []),
  ];
}
