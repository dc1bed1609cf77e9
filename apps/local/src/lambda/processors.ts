import type { Log } from '../log.ts';
import type { EmbeddedCloud } from '../program/declared-resources.ts';
import type { Servers } from '../servers.ts';
import { startEventSourceMapping } from './event-source-mapping.ts';
import { createFunction } from './function.ts';
import type { LogEntry } from './types.ts';

/** Starts the functions and event source mappings that the program declared. */
export function startProcessors(
  { declared, sqs, region }: Pick<EmbeddedCloud, 'declared' | 'sqs' | 'region'>,
  { environment, onArrival }: Pick<Servers, 'environment' | 'onArrival'>,
  { scratchDir, log }: { readonly scratchDir: string; readonly log: Log },
) {
  const say = ({ source, message, stream }: LogEntry) =>
    log(source, typeof message === 'string' ? { message, stream } : message);

  const functions = new Map(
    [...declared.functions].map(([name, spec]) => [
      name,
      createFunction(
        { ...spec, environment: { ...spec.environment, ...environment } },
        { scratchDir, log: say },
      ),
    ]),
  );
  const mappings = declared.mappings.flatMap((mapping) => {
    const queue = declared.queues.get(mapping.queueArn);
    const target = functions.get(mapping.functionName);
    if (!queue || !target) return [];
    const started = startEventSourceMapping({
      ...mapping,
      sqs,
      region,
      queueUrl: queue.url,
      target,
      log: say,
    });
    return [{ started, queueName: queue.name }];
  });
  const unsubscribe = onArrival((arrived) => {
    for (const { started, queueName } of mappings) if (queueName === arrived) started.pollNow();
  });

  return {
    functions: [...functions.values()],
    async close() {
      unsubscribe();
      await Promise.all(mappings.map(({ started }) => started.close()));
      await Promise.all([...functions.values()].map((target) => target.close()));
    },
  };
}
