import assert from 'node:assert/strict';
import { parentPort, workerData } from 'node:worker_threads';
import { answerCache } from './answer-cache.ts';
import { faultOf } from './faults.ts';
import type { Answer, Call, ThreadData } from './messages.ts';
import { type Method, methods } from './methods.ts';
import { openForReading, openForWriting } from './open-file.ts';
import { connect } from './statements.ts';

/** Answers whose work is worth keeping. */
const KEPT: ReadonlySet<Method> = new Set(['list', 'timeline', 'facets']);

const { path, role } = workerData as ThreadData;
assert(parentPort, 'the index starts this file as a thread');
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
      const work = () => (methods[method] as (...all: unknown[]) => unknown)(connection, ...args);
      const isKept = role === 'search' && KEPT.has(method);
      const result = isKept ? cached(JSON.stringify([method, args]), work) : work();
      reply({ call, result });
    } catch (error) {
      reply({ call, fault: faultOf(error) });
    }
  });
  reply({ call: 0, result: undefined });
} catch (error) {
  reply({ call: 0, fault: faultOf(error) });
}
