import { newUploadId } from '@galeria/media';
import { newFolder } from '@galeria/testing';
import { expect, test } from '@jest/globals';
import { fastify } from 'fastify';
import { pino } from 'pino';
import type { Auditor } from '../src/audit/auditor.ts';
import type { Cloud } from '../src/cloud.ts';
import { deletionRoutes } from '../src/deletion/routes.ts';
import { openAddresses } from '../src/query/addresses.ts';
import type { ReadModel } from '../src/read-model/read-model.ts';
import { openSpool } from '../src/spool/spool.ts';
import { jpegLike, sha256 } from './support/bytes.ts';
import { startCloud } from './support/cloud.ts';

const log = pino({ level: 'silent' });

test('a deletion deletes quarantined files of its generation, and none of a later one', async () => {
  const aws = await startCloud();
  const limits = { maxBytes: 1e9, maxFiles: 1e6, minFreeBytes: 0 };
  const spool = await openSpool({ dataDir: await newFolder(), log, ...limits });
  const bytes = jpegLike(500);
  const id = sha256(bytes);

  /** Adds a file of this generation to the quarantine. */
  async function quarantine(generation: number | null): Promise<string> {
    const upload = newUploadId();
    const staged = await spool.stage();
    const file = await staged.create(upload);
    await file.write([Buffer.from(bytes)]);
    await file.end();
    const receivedAt = new Date().toISOString();
    const description = { upload, id, kind: 'image', mimeType: 'image/jpeg', size: bytes.length };
    const spooled = { ...description, filename: 'a.jpg', receivedAt, generation };
    const [entry] = await spool.commit(staged, [spooled]);
    await spool.quarantine(entry!, { code: 'EntityTooLarge', message: 'no' });
    return upload;
  }

  await quarantine(1);
  await quarantine(null);
  const later: string[] = [];
  const cloud = {
    catalog: aws.catalog,
    // The same file is uploaded again while the objects are being deleted.
    erase: async () => {
      later.push(await quarantine(2), await quarantine(null));
    },
  } as unknown as Cloud;
  const auditor = { record: async () => undefined } as unknown as Auditor;
  const app = fastify();
  const readModel = { changed: async () => undefined } as unknown as ReadModel;
  const addresses = openAddresses(aws.s3, undefined);
  deletionRoutes(app, { cloud, spool, readModel, auditor, addresses, binDays: 30 });
  const answer = await app.inject({ method: 'DELETE', url: `/media/${id}?now=true` });
  expect(answer.statusCode).toBe(204);
  expect(spool.find(id).quarantined.map(({ upload }) => upload)).toEqual(later);
  await app.close();
  spool.close();
  await aws.close();
});
