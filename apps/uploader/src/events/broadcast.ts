import type { ServerResponse } from 'node:http';
import type { ResetReason } from '@galeria/api';
import type { ChangedItem } from '@galeria/media-index';
import type { FastifyBaseLogger } from 'fastify';
import { UploaderError } from '../errors.ts';
import { INDEX_OPEN_MS } from '../limits.ts';
import type { Address, Addresses } from '../query/addresses.ts';
import { summaryOf } from '../read-model/indexed-item.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { waitAtMost } from '../wait-at-most.ts';
import { type Client, createClient } from './client.ts';
import { COMMENT, encodeChange, encodeHeartbeat, encodeReset, encodeRetry } from './encode.ts';
import { changesSince, needPosition, type Start } from './resume.ts';

export interface BroadcastOptions {
  readonly readModel: Pick<ReadModel, 'changes' | 'read'>;
  readonly addresses: Addresses;
  /** Maximum number of open streams. */
  readonly streams: number;
  readonly heartbeatMs: number;
  readonly log: FastifyBaseLogger;
}

export interface JoinRequest {
  /** The response whose headers are sent. */
  readonly response: ServerResponse;
  readonly start: Start;
  /** The host of the request, which signed URLs are for. */
  readonly host: string;
  readonly kind: string | undefined;
  /** Whether the stream may go on: keys are revoked, and the first key closes an open gallery. */
  readonly isAllowed: () => boolean;
}

type Member = Omit<JoinRequest, 'response' | 'start'> & { readonly client: Client };

/**
 * Sends events to all open streams: one subscription and one timer however many there are. What several
 * streams get alike is encoded once.
 */
export function createBroadcast(options: BroadcastOptions) {
  const { readModel, addresses, streams, heartbeatMs, log } = options;
  const { changes } = readModel;
  const members = new Set<Member>();
  /** Sends one after the other, since signed URLs may have to be awaited. */
  let sending: Promise<void> = Promise.resolve();
  let unsubscribe: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;

  const enqueue = (send: () => Promise<void> | void): void => {
    sending = sending.then(send).catch((err: unknown) => log.warn({ err }, 'events not sent'));
  };

  async function sendChanges(some: readonly ChangedItem[]): Promise<void> {
    const now = Date.now();
    const position = needPosition(some, now) ? encodeHeartbeat(changes.readAt() ?? now) : '';
    const alike = Map.groupBy(members, ({ host, kind }) => JSON.stringify([host, kind]));
    for (const [first, ...more] of alike.values()) {
      if (!first) continue;
      const chunk = await encode(some, first).catch((err: unknown) =>
        log.warn({ err }, 'no events'),
      );
      for (const { client } of [first, ...more]) {
        // Without these events the stream cannot go on; the client resumes it.
        if (chunk === undefined) client.end();
        else if (chunk !== '') client.send(Buffer.from(chunk + position));
      }
    }
  }

  async function encode(some: readonly ChangedItem[], { host, kind }: Member): Promise<string> {
    const address: Address = await addresses.for(host);
    return some
      .filter(({ document }) => isOfKind(document, kind))
      .map((change) => encodeChange(change, address))
      .join('');
  }

  function sendReset(reason: ResetReason): void {
    const chunk = Buffer.from(encodeReset(reason, changes.readAt() ?? Date.now()));
    for (const { client } of members) client.send(chunk);
  }

  function beat(): void {
    const readAt = changes.readAt();
    for (const member of members) if (!member.isAllowed()) member.client.end();
    // Without a position while the index is being opened again: it would leave changes out.
    const chunk = Buffer.from(readAt === undefined ? COMMENT : encodeHeartbeat(readAt));
    enqueue(() => {
      for (const { client } of members) if (client.isLive()) client.send(chunk);
    });
  }

  function add(member: Member): void {
    members.add(member);
    member.client.closed.addEventListener('abort', () => remove(member), { once: true });
    unsubscribe ??= changes.subscribe({
      changed: (some) => enqueue(() => sendChanges(some)),
      reset: () => enqueue(() => sendReset('rebuilt')),
    });
    timer ??= setInterval(beat, heartbeatMs).unref();
  }

  function remove(member: Member): void {
    members.delete(member);
    if (members.size > 0) return;
    clearInterval(timer);
    unsubscribe?.();
    timer = undefined;
    unsubscribe = undefined;
  }

  /** Repeats what the client has missed, while new events wait. */
  async function begin(member: Member, start: Start, readAt: number): Promise<void> {
    const { client } = member;
    await client.repeat(encodeRetry());
    if ('reset' in start) await client.repeat(encodeReset(start.reset, readAt));
    else if ('since' in start) {
      const pages = changesSince(start.since, (after, limit) =>
        readModel.read((index) => index.changes(after, limit)),
      );
      let page = await pages.next();
      for (; !page.done; page = await pages.next()) {
        client.closed.throwIfAborted();
        await client.repeat(await encode(page.value, member));
      }
      if (!page.value) await client.repeat(encodeReset('too-many', readAt));
    }
    // From here on the stream can be resumed, also if no event comes.
    await client.repeat(encodeHeartbeat(readAt));
    client.goLive();
  }

  return {
    /**
     * Waits for the first read of the index, as requests of the index do.
     *
     * @throws UploaderError `too-many-streams`, `index-unavailable`
     */
    async admit(): Promise<void> {
      if (changes.readAt() === undefined) {
        await waitAtMost(INDEX_OPEN_MS, changes.ready());
      }
      if (changes.readAt() === undefined) throw new UploaderError('index-unavailable');
      if (members.size >= streams) throw new UploaderError('too-many-streams');
    },
    /** Begins a stream that was admitted. */
    join({ response, start, ...request }: JoinRequest): void {
      if (response.destroyed) return;
      const member = { ...request, client: createClient(response) };
      const readAt = changes.readAt() ?? Date.now();
      // Before the index is read: what changes meanwhile waits.
      add(member);
      begin(member, start, readAt).catch((err: unknown) => {
        if (!member.client.closed.aborted) log.warn({ err }, 'event stream not resumed');
        response.destroy();
      });
    },
    /** Ends all streams: clients reconnect, to another cell. */
    close(): void {
      for (const { client } of members) client.end();
    },
  };
}

/** The tombstone of a deleted item does not tell its kind. */
const isOfKind = (document: unknown, kind: string | undefined): boolean =>
  kind === undefined || document === undefined || summaryOf(document).kind === kind;
