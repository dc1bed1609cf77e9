import { EventEmitter } from 'node:events';
import dynalite from 'dynalite';
import database from 'dynalite/db/index.js';
import type { JsonAnswer, JsonRequest } from '../aws-json/server.ts';
import { queryTable } from './query-table.ts';
import type { Store } from './store.ts';

/** Runs dynalite's request listener on our store. dynalite is therefore pinned to an exact version. */
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
      // dynalite handles the request synchronously. Unexpected errors reject the promise.
      if (body.length > 0) message.emit('data', body);
      message.emit('end');
    });
}
