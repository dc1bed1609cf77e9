import { parseOriginalKey } from '@galeria/media';
import { type CloudAccess, listVersions, placesOf, scanRows } from '../galeria/records.ts';
import type { Finding } from './findings.ts';

/**
 * Finds originals that no client sent (an original is named after its bytes, so a truncated one has a
 * name that no client computed), originals with more than one version, and originals, renditions and
 * upload records without an item.
 */
export async function findOrphans(
  cloud: CloudAccess,
  sent: ReadonlySet<string>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const { originalsBucket, galleryBucket } = placesOf(cloud);
  const { items, uploads } = await readIds(cloud);
  const seen = new Set<string>();
  for await (const { Key = '' } of listVersions(cloud, originalsBucket, 'originals/')) {
    const id = parseOriginalKey(Key)?.id;
    if (!id || !sent.has(id)) {
      findings.push({ fault: 'other-bytes', subject: Key, detail: 'no client sent it' });
    } else if (!items.has(id)) {
      findings.push({ fault: 'resurrected', subject: Key, detail: 'no item has it' });
    }
    if (seen.has(Key)) {
      findings.push({ fault: 'stored-twice', subject: Key, detail: 'it has another version' });
    }
    seen.add(Key);
  }
  for await (const { Key = '' } of listVersions(cloud, galleryBucket)) {
    if (items.has(Key.split('/')[1] ?? '')) continue;
    findings.push({ fault: 'resurrected', subject: Key, detail: 'no item has it' });
  }
  for await (const { Key = '' } of listVersions(cloud, originalsBucket, 'uploads/')) {
    if (uploads.has(Key.slice('uploads/'.length, -'.json'.length))) continue;
    findings.push({ fault: 'orphaned-record', subject: Key, detail: 'no item has this upload' });
  }
  return findings;
}

/** The ids of all items, and of their uploads. A deleted item has no kind. */
async function readIds(cloud: CloudAccess) {
  const items = new Set<string>();
  const uploads = new Set<string>();
  for await (const { sk, id, kind, upload } of scanRows(cloud)) {
    if (sk?.S === 'ITEM' && id?.S && kind) items.add(id.S);
    if (upload?.S) uploads.add(upload.S);
  }
  return { items, uploads };
}
