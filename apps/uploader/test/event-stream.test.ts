import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { ChangedItem } from '@galeria/media-index';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { createBroadcast } from '../src/events/broadcast.ts';
import { createClient } from '../src/events/client.ts';
import { changesSince, startAfter } from '../src/events/resume.ts';
import { CHANGES, EVENTS } from '../src/limits.ts';
import { createChanges } from '../src/read-model/changes.ts';

const NOW = Date.parse('2026-11-29T12:00:00.000Z');

const change = (name: string, at = NOW): ChangedItem => ({
  id: name.padEnd(64, '0'),
  version: 1,
  changedAt: new Date(at).toISOString(),
  keepsStatus: false,
});

describe('changes', () => {
  function listen() {
    const clock = { now: NOW };
    const changes = createChanges(() => clock.now);
    const passed: string[] = [];
    const stop = changes.subscribe({
      changed: (some) => passed.push(...some.map(({ id }) => id[0]!)),
      reset: () => passed.push('reset'),
    });
    return { clock, changes, passed, stop };
  }

  test('are passed on at once while the catalog is read', () => {
    const { changes, passed, stop } = listen();
    changes.read(NOW);
    changes.add([change('a')]);
    expect(passed).toEqual(['a']);
    stop();
    changes.add([change('b')]);
    expect(passed).toEqual(['a']);
  });

  test('of an outage are passed on by their times once the read is complete', () => {
    const { clock, changes, passed } = listen();
    changes.read(NOW);
    clock.now += CHANGES.currentMs + 1;
    changes.add([change('c', NOW + 3), change('a', NOW + 1)]);
    changes.add([change('b', NOW + 2)]);
    expect(passed).toEqual([]);
    changes.read(clock.now);
    expect(passed).toEqual(['a', 'b', 'c']);
    changes.add([change('d')]);
    expect(passed).toEqual(['a', 'b', 'c', 'd']);
  });

  test('that are too many to be kept are replaced by a reset', () => {
    const { changes, passed } = listen();
    const page = Array.from({ length: CHANGES.kept }, () => change('a'));
    changes.add(page);
    expect(passed).toEqual([]);
    changes.add([change('b')]);
    expect(passed).toEqual(['reset']);
    changes.read(NOW);
    expect(passed).toEqual(['reset']);
  });

  test('of long ago, which the rebuild of an index reads, are not passed on', () => {
    const { changes, passed } = listen();
    changes.read(NOW);
    changes.add([change('a', NOW - CHANGES.historyMs - 1), change('b', NOW - CHANGES.historyMs)]);
    expect(passed).toEqual(['b']);
  });

  test('are ready after the first read of each index', async () => {
    const { changes } = listen();
    const states: string[] = [];
    void changes.ready().then(() => states.push('ready'));
    await Promise.resolve();
    expect(states).toEqual([]);
    changes.read(NOW);
    await changes.ready();
    expect(changes.readAt()).toBe(NOW);
    changes.restart();
    expect(changes.readAt()).toBeUndefined();
    const again = changes.ready();
    changes.read(NOW + 1);
    await again;
  });
});

describe('a stream', () => {
  test('is resumed from before the last event, and never from the future', () => {
    const from = (time: number) => ({ since: new Date(time - EVENTS.overlapMs).toISOString() });
    expect(startAfter(undefined, NOW)).toEqual({ next: true });
    expect(startAfter(`${NOW - 5}-3-0123456789abcdef`, NOW)).toEqual(from(NOW - 5));
    expect(startAfter(String(NOW + 90_000), NOW)).toEqual(from(NOW));
    expect(startAfter(String(NOW - EVENTS.retentionMs), NOW)).toEqual(
      from(NOW - EVENTS.retentionMs),
    );
    expect(startAfter(String(NOW - EVENTS.retentionMs - 1), NOW)).toEqual({ reset: 'too-old' });
    for (const id of ['x', '-1', '1-2', `${NOW}-1-xyz`, '01M8JB']) {
      expect(startAfter(id, NOW)).toEqual({ reset: 'unknown-id' });
    }
  });

  test('repeats a bounded number of changes', async () => {
    const page = Array.from({ length: EVENTS.replayPage }, () => change('a'));
    const count = async (pages: number) => {
      let left = pages;
      const read = changesSince('', async () => (left-- > 0 ? page : []));
      let changes = 0;
      for (let next = await read.next(); ; next = await read.next()) {
        if (next.done) return { changes, isAll: next.value };
        changes += next.value.length;
      }
    };
    expect(await count(2)).toEqual({ changes: 2 * EVENTS.replayPage, isAll: true });
    expect(await count(1e9)).toEqual({ changes: EVENTS.replayed, isAll: false });
  });
});

test('a stream whose key is revoked ends with the next heartbeat, and others go on', async () => {
  const changes = createChanges(() => NOW);
  changes.read(NOW);
  const broadcast = createBroadcast({
    readModel: { changes, read: () => Promise.reject(new Error('not resumed')) },
    addresses: { for: async () => (id, name) => `/r/${id}/${name}` },
    streams: 2,
    heartbeatMs: 10,
    log: pino({ level: 'silent' }),
  });
  let isAllowed = true;
  const server = createServer(({ url, headers: { host = '' } }, response) => {
    const request = { response, start: { next: true }, host, kind: undefined } as const;
    broadcast.join({ ...request, isAllowed: () => isAllowed || url === '/kept' });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const open = async (path: string) => {
    const { body } = await fetch(`http://127.0.0.1:${port}${path}`);
    return body!.pipeThrough(new TextDecoderStream()).getReader();
  };
  const [kept, revoked] = [await open('/kept'), await open('/revoked')];
  await expect(broadcast.admit()).rejects.toMatchObject({ code: 'too-many-streams' });
  isAllowed = false;
  for (let part = await revoked.read(); !part.done; part = await revoked.read());
  await broadcast.admit();
  changes.add([change('a')]);
  let text = '';
  while (!text.includes('event: deleted')) text += (await kept.read()).value;
  broadcast.close();
  for (let part = await kept.read(); !part.done; part = await kept.read());
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

describe('a client', () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { connection: 'close' });
    opened(response);
  });
  let opened: (response: ServerResponse) => void;
  let socket: Socket;
  let response: ServerResponse;

  beforeEach(async () => {
    const arrived = new Promise<ServerResponse>((resolve) => {
      opened = resolve;
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    response = await arrived;
  });
  afterEach(async () => {
    socket.destroy();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  test('that does not read is closed as soon as its buffer is full', async () => {
    socket.pause();
    const client = createClient(response);
    client.goLive();
    const chunk = Buffer.alloc(64 * 1024, 'x');
    while (!client.closed.aborted) {
      client.send(chunk);
      expect(response.writableLength).toBeLessThanOrEqual(EVENTS.bufferBytes + 2 * chunk.length);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(response.destroyed).toBe(true);
  });

  test('is closed if too much waits for what is repeated', async () => {
    const client = createClient(response);
    client.send(Buffer.alloc(EVENTS.bufferBytes, 'x'));
    expect(response.destroyed).toBe(false);
    client.send(Buffer.from('x'));
    expect(response.destroyed).toBe(true);
  });

  test('gets what is repeated before what waits', async () => {
    const received: Buffer[] = [];
    socket.on('data', (data) => received.push(data));
    const client = createClient(response);
    client.send(Buffer.from('<waits>'));
    await client.repeat('<repeated>');
    expect(client.isLive()).toBe(false);
    client.goLive();
    client.send(Buffer.from('<live>'));
    client.end();
    await once(socket, 'end');
    const text = Buffer.concat(received).toString();
    expect(text.match(/<\w+>/g)).toEqual(['<repeated>', '<waits>', '<live>']);
  });
});
