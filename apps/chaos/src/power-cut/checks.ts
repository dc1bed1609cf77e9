import { createHash } from 'node:crypto';
import type { MediaItem } from '@galeria/api/client';
import type { Api } from './api.ts';
import type { AuditEntry } from './audit.ts';
import type { SentUpload } from './ledger.ts';

export type Fault =
  /** An acknowledged upload has no item. */
  | 'lost'
  /** The item lacks this upload's file name. */
  | 'name-lost'
  /** The upload lacks its key or client. */
  | 'sender-lost'
  /** The item is neither ready nor failed. */
  | 'stuck'
  /** The item is ready although its bytes are corrupt, or failed although they are not. */
  | 'wrong-status'
  /** The original does not exist, or has other bytes. */
  | 'original'
  /** A rendition of the item does not exist, or has another size. */
  | 'rendition'
  /** A request that was not acknowledged was stored in part. */
  | 'partial'
  /** A deleted item, or a part of it, exists. */
  | 'resurrected'
  /** A key that was made is refused. */
  | 'key-lost'
  /** A revoked key, or a token that no key has, is accepted. */
  | 'key-restored'
  /** An acknowledged request is not in the audit. */
  | 'audit'
  /** A request was refused before the power was cut. */
  | 'refused'
  /** An upload was acknowledged with an id that is not the hash of its bytes. */
  | 'misnamed'
  /** An object belongs to no item. */
  | 'leftover'
  /** Galeria does not start after the cut, or does not answer. */
  | 'unreachable';

export interface Finding {
  readonly fault: Fault;
  readonly subject: string;
  readonly detail: string;
}

/** A check of one acknowledged request. Without findings it passes. */
export interface Check {
  readonly subject: string;
  run(): Promise<Finding[]>;
}

/** Names an upload in a report. */
export const nameOf = ({ filename, id }: SentUpload): string => `${filename} (${id})`;

/** @returns undefined if the item does not exist */
export async function findItem(api: Api, id: string): Promise<MediaItem | undefined> {
  const { status, body } = await api.get(`/media/${id}`);
  if (status === 404) return undefined;
  if (status !== 200) throw new Error(`GET /media/${id} is answered with ${status}`);
  return JSON.parse(body.toString()) as MediaItem;
}

/** An upload that was acknowledged. */
export async function checkUpload(api: Api, upload: SentUpload): Promise<Finding[]> {
  const item = await findItem(api, upload.id);
  if (!item) return [{ fault: 'lost', subject: nameOf(upload), detail: 'it is answered with 404' }];
  return checkItem(api, item, upload);
}

/** Compares an item with the upload that was sent. */
export async function checkItem(api: Api, item: MediaItem, upload: SentUpload): Promise<Finding[]> {
  const { id, filename, key, userAgent, expected } = upload;
  const findings: Finding[] = [];
  const fault = (name: Fault, detail: string) =>
    findings.push({ fault: name, subject: nameOf(upload), detail });

  const record = item.uploads.find((one) => one.filename === filename);
  const names = item.uploads.map((one) => one.filename).join(', ');
  if (!record) fault('name-lost', `its uploads are ${names || 'none'}`);
  else if (record.key !== key || record.userAgent !== userAgent) {
    fault('sender-lost', `${record.key}, ${record.userAgent}`);
  }
  if (item.status !== 'ready' && item.status !== 'failed') fault('stuck', `it is ${item.status}`);
  else if (item.status !== expected) {
    fault('wrong-status', `it is ${item.status} (${item.failure?.code}), not ${expected}`);
  }
  if (item.status !== 'received') {
    const original = await api.get(`/media/${id}/original`);
    const hash = createHash('sha256').update(original.body).digest('hex');
    if (original.status !== 200 || hash !== id) fault('original', `${original.status} ${hash}`);
  }
  for (const { url, size } of item.renditions) {
    const { status, body } = await api.get(url);
    if (status !== 200 || body.length !== size) fault('rendition', `${url}: ${status}`);
  }
  return findings;
}

/** A request that was not acknowledged: all of its files exist, or none. */
export async function checkWholeOrNothing(
  api: Api,
  uploads: readonly SentUpload[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  let stored = 0;
  for (const upload of uploads) {
    const item = await findItem(api, upload.id);
    if (!item?.uploads.some(({ filename }) => filename === upload.filename)) continue;
    stored++;
    findings.push(...(await checkItem(api, item, upload)));
  }
  if (stored > 0 && stored < uploads.length) {
    const subject = uploads[0]?.filename ?? '';
    findings.push({ fault: 'partial', subject, detail: `${stored} of ${uploads.length} files` });
  }
  return findings;
}

export async function checkDeleted(api: Api, id: string): Promise<Finding[]> {
  const item = await findItem(api, id);
  return item ? [{ fault: 'resurrected', subject: id, detail: `it is ${item.status}` }] : [];
}

/** Checks that the audit has the entries of an acknowledged request. */
export function missingEntry(
  entries: readonly AuditEntry[],
  id: string,
  event: AuditEntry['event'],
  { least = 1, filename }: { readonly least?: number; readonly filename?: string } = {},
): Finding[] {
  const found = entries.filter(
    (entry) =>
      entry.id === id &&
      entry.event === event &&
      entry.result === 'accepted' &&
      (filename === undefined || entry.filename === filename),
  );
  if (found.length >= least) return [];
  const detail = `${found.length} of ${least} entries: ${event} ${filename ?? ''}`.trim();
  return [{ fault: 'audit', subject: id, detail }];
}
