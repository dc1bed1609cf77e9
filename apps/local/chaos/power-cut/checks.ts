import { createHash } from 'node:crypto';
import type { MediaItem } from '@galeria/api/client';
import type { Api } from './api.ts';
import type { AuditEntry } from './audit.ts';
import type { SentUpload } from './ledger.ts';

export type Fault =
  /** It was acknowledged, and there is no such item. */
  | 'lost'
  /** Its item is there, without this upload's file name. */
  | 'name-lost'
  /** The upload is there, without its key or client. */
  | 'sender-lost'
  /** It is neither ready nor failed. */
  | 'stuck'
  /** It ended otherwise than its bytes deserve. */
  | 'wrong-end'
  /** The original is not there, or has other bytes. */
  | 'original'
  /** A rendition that the item names is not there, or has another size. */
  | 'rendition'
  /** Of a request that was not acknowledged one file is there and another is not. */
  | 'partial'
  /** It was deleted, and it or a part of it is there. */
  | 'resurrected'
  /** A key that was made does not count. */
  | 'key-lost'
  /** A key that was revoked, or a token that no key has, counts. */
  | 'key-restored'
  /** What was acknowledged is not in the audit. */
  | 'audit'
  /** It was refused before the power was cut. */
  | 'refused'
  /** It was acknowledged under another id than its bytes have. */
  | 'misnamed'
  /** An object that belongs to nothing. */
  | 'leftover'
  /** Galeria does not come up on what the cut left, or does not answer. */
  | 'unreachable';

export interface Finding {
  readonly fault: Fault;
  readonly subject: string;
  readonly detail: string;
}

/** One thing that was acknowledged, and how to see whether it holds. No findings: it does. */
export interface Check {
  readonly subject: string;
  run(): Promise<Finding[]>;
}

/** Names an upload in a report. */
export const nameOf = ({ filename, id }: SentUpload): string => `${filename} (${id})`;

/** Undefined: there is no such item. */
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

/** Holds an upload that is there against what was sent. */
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
    fault('wrong-end', `it is ${item.status} (${item.failure?.code}), not ${expected}`);
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

/** A request that was not acknowledged: all of it is there, or nothing. */
export async function checkWholeOrNothing(
  api: Api,
  uploads: readonly SentUpload[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  let there = 0;
  for (const upload of uploads) {
    const item = await findItem(api, upload.id);
    if (!item?.uploads.some(({ filename }) => filename === upload.filename)) continue;
    there++;
    findings.push(...(await checkItem(api, item, upload)));
  }
  if (there > 0 && there < uploads.length) {
    const subject = uploads[0]!.filename;
    findings.push({ fault: 'partial', subject, detail: `${there} of ${uploads.length} files` });
  }
  return findings;
}

export async function checkDeleted(api: Api, id: string): Promise<Finding[]> {
  const item = await findItem(api, id);
  return item ? [{ fault: 'resurrected', subject: id, detail: `it is ${item.status}` }] : [];
}

/** The audit's entries of what was acknowledged. */
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
