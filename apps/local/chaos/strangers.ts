import { parseOriginalKey } from '@galeria/media';
import type { Finding } from './findings.ts';
import { listVersions, placesOf, type Reached, scanRows } from './records.ts';

/**
 * Originals that nobody sent: an original is named after its bytes, so one that was cut short would
 * have a name that no client computed. Originals of which there is more than one version. And what
 * lies beside them, or in the gallery, of something that was deleted.
 */
export async function strangers(cloud: Reached, sent: ReadonlySet<string>): Promise<Finding[]> {
  const findings: Finding[] = [];
  const { originalsBucket, galleryBucket } = placesOf(cloud);
  const { alive, uploads } = await living(cloud);
  const seen = new Set<string>();
  for await (const { Key = '' } of listVersions(cloud, originalsBucket, 'originals/')) {
    const id = parseOriginalKey(Key)?.id;
    if (!id || !sent.has(id)) {
      findings.push({ fault: 'other-bytes', subject: Key, detail: 'nobody sent it' });
    } else if (!alive.has(id)) {
      findings.push({ fault: 'resurrected', subject: Key, detail: 'no living item has it' });
    }
    if (seen.has(Key)) {
      findings.push({ fault: 'stored-twice', subject: Key, detail: 'it has another version' });
    }
    seen.add(Key);
  }
  for await (const { Key = '' } of listVersions(cloud, galleryBucket)) {
    if (alive.has(Key.split('/')[1] ?? '')) continue;
    findings.push({ fault: 'resurrected', subject: Key, detail: 'no living item has it' });
  }
  for await (const { Key = '' } of listVersions(cloud, originalsBucket, 'uploads/')) {
    if (uploads.has(Key.slice('uploads/'.length, -'.json'.length))) continue;
    findings.push({ fault: 'orphaned-record', subject: Key, detail: 'no item has this upload' });
  }
  return findings;
}

/** The ids of living items, and those of their uploads. */
async function living(cloud: Reached) {
  const alive = new Set<string>();
  const uploads = new Set<string>();
  for await (const { sk, id, shelf, upload } of scanRows(cloud)) {
    if (sk?.S === 'ITEM' && id?.S && shelf) alive.add(id.S);
    if (upload?.S) uploads.add(upload.S);
  }
  return { alive, uploads };
}
