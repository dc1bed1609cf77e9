import { EventEmitter } from 'node:events';
import dynalite from 'dynalite';
import database from 'dynalite/db/index.js';
import type { JsonAnswer, JsonRequest } from '../aws-json/server.ts';
import { queryTable } from './query-table.ts';
import type { Store } from './store.ts';

/** dynalite's listener for requests, on a store of ours. dynalite is pinned to one version for that. */
export function createHandler(store: Store): (request: JsonRequest) => Promise<JsonAnswer> {
  const { create } = database;
  let listener: (message: EventEmitter, response: object) => void;
  try {
    Object.assign(database, { create: () => store, queryTable });
    listener = dynalite().listeners('request')[0] as typeof listener;
  } finally {
    database.create = create;
  }

  return ({ method, url, headers, body }) =>
    new Promise((resolve) => {
      const message = Object.assign(new EventEmitter(), { method, url, headers });
      const answered: Record<string, string> = {};
      const response = {
        statusCode: 200,
        setHeader(name: string, value: string | number) {
          answered[name] = String(value);
        },
        end(text = '') {
          resolve({ status: response.statusCode, headers: answered, body: text });
        },
      };
      listener(message, response);
      // dynalite works on the request within this call, and throws from it what it does not expect:
      // the promise is rejected then.
      if (body.length > 0) message.emit('data', body);
      message.emit('end');
    });
}
