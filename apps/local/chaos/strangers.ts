import { parseOriginalKey } from '@galeria/media';
import type { LocalCloud } from '../src/cloud.ts';
import type { Finding } from './judge.ts';
import { listVersions, placesOf } from './records.ts';

/**
 * Originals that nobody sent: an original is named after its bytes, so one that was cut short would
 * have a name that no client computed. And originals of which there is more than one version.
 */
export async function strangers(cloud: LocalCloud, sent: ReadonlySet<string>): Promise<Finding[]> {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  for await (const { Key = '' } of listVersions(
    cloud,
    placesOf(cloud).originalsBucket,
    'originals/',
  )) {
    const id = parseOriginalKey(Key)?.id;
    if (!id || !sent.has(id)) {
      findings.push({ fault: 'other-bytes', subject: Key, detail: 'nobody sent it' });
    }
    if (seen.has(Key)) {
      findings.push({ fault: 'stored-twice', subject: Key, detail: 'it has another version' });
    }
    seen.add(Key);
  }
  return findings;
}
