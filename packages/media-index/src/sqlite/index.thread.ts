import { parentPort, workerData } from 'node:worker_threads';
import { answerCache } from './answer-cache.ts';
import { faultOf } from './faults.ts';
import type { Answer, Call, ThreadData } from './messages.ts';
import { type Method, methods } from './methods.ts';
import { openForReading, openForWriting } from './open-file.ts';
import { connect, snapshot } from './statements.ts';

/** Methods whose answers are cached, because they read many rows. */
const CACHED_METHODS: ReadonlySet<Method> = new Set(['list', 'timeline', 'facets']);

const { path, role } = workerData as ThreadData;
if (!parentPort) throw new TypeError('index.thread runs as a worker thread only');
const port = parentPort;
const reply = (answer: Answer) => port.postMessage(answer);

try {
  const database = role === 'writer' ? openForWriting(path) : openForReading(path);
  const connection = connect(database);
  const cached = answerCache(connection);
  port.on('message', (message: Call | 'close') => {
    if (message === 'close') {
      database.close();
      port.close();
      return;
    }
    const { call, method, args } = message;
    try {
      const run = () => (methods[method] as (...all: unknown[]) => unknown)(connection, ...args);
      const work = role === 'writer' ? run : () => snapshot(connection, run);
      const isCached = role === 'search' && CACHED_METHODS.has(method);
      const result = isCached ? cached(JSON.stringify([method, args]), work) : work();
      reply({ call, result });
    } catch (error) {
      reply({ call, fault: faultOf(error) });
    }
  });
  reply({ call: 0, result: undefined });
} catch (error) {
  reply({ call: 0, fault: faultOf(error) });
}
