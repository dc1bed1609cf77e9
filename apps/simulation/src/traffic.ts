import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { defined } from '@galeria/media';
import type { Cell } from './cell.ts';
import { contentOf } from './content.ts';
import type { Action, Operation } from './history.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

export const idOf = (name: string, sound: boolean): string =>
  createHash('sha256').update(contentOf(name, sound)).digest('hex');

export interface Item {
  readonly name: string;
  readonly sound: boolean;
}

export interface Asked {
  readonly action: Action;
  readonly cell: Cell;
  readonly item?: Item;
  readonly token?: string;
  readonly subject?: string;
}

export interface Answered {
  readonly status?: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export type Client = ReturnType<typeof createClient>;

/** Clients: they ask the cells, note what they were told, and at times do not hear it. */
export function createClient(scheduler: Scheduler, random: Random) {
  const operations: Operation[] = [];
  const faults = { deaf: 0 };
  let waiting = 0;

  async function ask({ action, cell, item, token, subject }: Asked): Promise<Answered> {
    if (!cell.isListening()) return { body: {} };
    const about = subject ?? item?.name ?? 'everything';
    const invokedAt = scheduler.now();
    let disturbed = false;
    waiting += 1;
    scheduler.trace(`asks ${cell.name} ${action} ${about}`);
    const answer = await cell.request(requestOf(action, item, token), {
      disturb: () => {
        disturbed = true;
      },
    });
    const heard = answer && !random.chance(faults.deaf) ? answer : undefined;
    waiting -= 1;
    const { status: shown, retried } = heard?.body ?? {};
    note({
      action,
      cell: cell.name,
      subject: about,
      invokedAt,
      endedAt: scheduler.now(),
      disturbed,
      ...defined({
        status: heard?.status,
        shown: typeof shown === 'string' ? shown : undefined,
        retried: typeof retried === 'number' ? retried : undefined,
      }),
    });
    return heard ?? { body: {} };
  }

  function note(operation: Operation): void {
    const { cell, action, subject, status, shown } = operation;
    scheduler.trace(`told ${cell} ${action} ${subject}: ${status ?? 'nothing'} ${shown ?? ''}`);
    operations.push(operation);
  }

  return {
    ask,
    note,
    faults,
    operations: operations as readonly Operation[],
    waiting: (): number => waiting,
  };
}

function requestOf(action: Action, item: Item | undefined, token: string | undefined) {
  const headers = {
    host: 'localhost',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const url = item ? `/media/${idOf(item.name, item.sound)}` : '/media';
  switch (action) {
    case 'upload':
      assert(item, 'an upload names its item');
      return {
        method: 'POST' as const,
        url: '/uploads',
        headers: { ...headers, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
        payload: formOf(item),
      };
    case 'delete':
      return { method: 'DELETE' as const, url: `${url}?now=true`, headers };
    case 'retry':
      return { method: 'POST' as const, url: `${url}/retry`, headers };
    case 'retry-all':
      return { method: 'POST' as const, url: '/retries', headers };
    default:
      return { method: 'GET' as const, url, headers };
  }
}

const BOUNDARY = 'simulated';

function formOf({ name, sound }: Item): Buffer {
  const head = [
    `--${BOUNDARY}`,
    `Content-Disposition: form-data; name="file"; filename="${name}"`,
    'Content-Type: image/jpeg',
    '',
    '',
  ].join('\r\n');
  return Buffer.concat([
    Buffer.from(head),
    contentOf(name, sound),
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);
}
