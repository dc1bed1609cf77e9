import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { UploadRecord, UploadRowRef } from '@galeria/catalog';
import {
  CloudError,
  type Listed,
  RECOVERY_CONCURRENCY,
  readUploadRecord,
  recoverUpload,
  statusOf,
} from '@galeria/cloud';
import { parseUploadKey, type UploadId, uploadKey } from '@galeria/media';
import pMap from 'p-map';
import type { Access } from '../access.ts';
import type { Finding } from './findings.ts';
import { recoveryTools } from './repairs.ts';
import type { ScanResult } from './scan-result.ts';

const PARALLEL = { concurrency: RECOVERY_CONCURRENCY } as const;

/** Finds upload records in the originals bucket without an upload in the catalog. */
export async function checkUploadRecords(
  access: Access,
  objects: readonly Listed[],
): Promise<ScanResult> {
  const settled = objects.filter(({ modified }) => modified <= access.before);
  const findings: Finding[] = [];
  const records: UploadRecord[] = [];
  for (const record of await pMap(settled, (object) => readRecord(access, object), PARALLEL)) {
    if (record === undefined) continue;
    if ('fault' in record) findings.push(record);
    else records.push(record);
  }
  const rows = await access.catalog.readUploadRows(records);
  // Oldest first: the earliest upload gives a recovered item its file name.
  const lost = records
    .filter(({ upload }) => !rows.has(upload))
    .toSorted((a, b) => Date.parse(a.receivedAt) - Date.parse(b.receivedAt));
  findings.push(...lost.map((record) => orphanedRecord(access, record)));
  return {
    seen: { rechecked: objects.length },
    findings,
    unchecked: objects.length - settled.length,
  };
}

async function readRecord(
  { s3, stack }: Access,
  { key }: Listed,
): Promise<UploadRecord | Finding | undefined> {
  try {
    return await readUploadRecord(s3, stack.originalsBucket, parseUploadKey(key) as UploadId);
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return { fault: 'upload-record-orphaned', subject: key, detail: 'the record cannot be read' };
  }
}

function orphanedRecord(access: Access, record: UploadRecord): Finding {
  const repairs = {
    registered: 'registered the upload again',
    removed: 'deleted the record because its item was deleted',
    'original-missing': undefined,
    skipped: 'skipped: the item changed in the meantime',
  };
  return {
    fault: 'upload-record-orphaned',
    subject: uploadKey(record.upload),
    detail: `${record.filename}, of item ${record.id}`,
    repair: async () => repairs[await recoverUpload(recoveryTools(access), record)],
  };
}

/** Finds uploads in the catalog without a record in the originals bucket. */
export async function checkUploadRows(
  access: Access,
  refs: readonly UploadRowRef[],
): Promise<ScanResult> {
  const rows = [...(await access.catalog.readUploadRows(refs)).values()];
  const settled = rows.filter(({ receivedAt }) => Date.parse(receivedAt) <= access.before);
  const findings = await pMap(settled, (row) => checkRow(access, row), PARALLEL);
  return {
    seen: { rechecked: rows.length },
    findings: findings.flat(),
    unchecked: rows.length - settled.length,
  };
}

async function checkRow(access: Access, row: UploadRecord): Promise<Finding[]> {
  if (await hasRecord(access, row.upload)) return [];
  const item = (await access.catalog.readItems([row.id])).get(row.id);
  // Without a stored original, the upload is in a spool, or its item is reported.
  if (!item || item.status === 'received' || item.status === 'deleting') return [];
  if (item.status === 'deleted' || item.generation !== row.generation) return [];
  const repair = async () => {
    await writeRecord(access, row);
    return 'wrote the record again';
  };
  const detail = `${row.filename}, of item ${row.id}`;
  return [{ fault: 'upload-record-missing', subject: uploadKey(row.upload), detail, repair }];
}

async function hasRecord({ s3, stack }: Access, upload: UploadId): Promise<boolean> {
  const record = { Bucket: stack.originalsBucket, Key: uploadKey(upload) };
  try {
    await s3.send(new HeadObjectCommand(record));
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}

const writeRecord = ({ s3, stack }: Access, record: UploadRecord) =>
  s3.send(
    new PutObjectCommand({
      Bucket: stack.originalsBucket,
      Key: uploadKey(record.upload),
      Body: JSON.stringify(record),
      ContentType: 'application/json',
    }),
  );
