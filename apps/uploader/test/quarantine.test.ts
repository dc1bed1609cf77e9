import { newUploadId } from '@galeria/media';
import { expect, test } from '@jest/globals';
import { fastify } from 'fastify';
import { pino } from 'pino';
import type { Auditor } from '../src/audit/auditor.ts';
import type { Cloud } from '../src/cloud.ts';
import { openAddresses } from '../src/query/addresses.ts';
import { mediaRoutes } from '../src/query/media.ts';
import { openSpool } from '../src/spool/spool.ts';
import { jpegLike, sha256 } from './support/bytes.ts';
import { startCloud } from './support/cloud.ts';
import { newFolder } from './support/folder.ts';

const log = pino({ level: 'silent' });

test('a deletion takes what is quarantined of its generation, and nothing of a later one', async () => {
  const aws = await startCloud();
  const limits = { maxBytes: 1e9, maxFiles: 1e6, minFreeBytes: 0 };
  const spool = await openSpool({ dataDir: await newFolder(), log, ...limits });
  const bytes = jpegLike(500);
  const id = sha256(bytes);

  /** Has a file accepted as one of this generation, and refused by the store. */
  async function quarantine(generation: number | null): Promise<string> {
    const upload = newUploadId();
    const reception = await spool.begin();
    const file = await reception.create(upload);
    await file.write([bytes]);
    await file.end();
    const receivedAt = new Date().toISOString();
    const description = { upload, id, kind: 'image', mimeType: 'image/jpeg', size: bytes.length };
    const kept = { ...description, filename: 'a.jpg', receivedAt, generation };
    const [entry] = await spool.keep(reception, [kept]);
    await spool.hold(entry!, { code: 'EntityTooLarge', message: 'no' });
    return upload;
  }

  await quarantine(1);
  await quarantine(null);
  const later: string[] = [];
  const cloud = {
    catalog: aws.catalog,
    // While the objects are deleted the same file is uploaded anew.
    erase: async () => {
      later.push(await quarantine(2), await quarantine(null));
    },
  } as unknown as Cloud;
  const auditor = { record: async () => undefined } as unknown as Auditor;
  const app = fastify();
  mediaRoutes(app, { cloud, spool, auditor, addresses: openAddresses(aws.s3, undefined) });
  const answer = await app.inject({ method: 'DELETE', url: `/media/${id}` });
  expect(answer.statusCode).toBe(204);
  expect(spool.find(id).held.map(({ upload }) => upload)).toEqual(later);
  await app.close();
  spool.close();
  await aws.close();
});
