import type { LocalCloud } from '../src/cloud.ts';
import { hasObject, listVersions, placesOf, readRow } from './records.ts';
import type { SpoolState, WaitingFile } from './spool.ts';

/** How far an upload was when its cell was killed. */
export type UploaderPhase =
  | 'starting'
  | 'receiving'
  | 'sealing'
  | 'spooled'
  | 'registered'
  | 'stored'
  | 'recorded'
  | 'idle';

/** How far an item was when its processor was killed. */
export type ProcessorPhase = 'unclaimed' | 'deriving' | 'publishing' | 'settled' | 'idle';

/** More files than these are not asked about: a kill is to be reported, not to be held up. */
const FILES_ASKED = 12;

/** Tells the phases that a kill hit, by what it left in the spool and what the cloud knows of that. */
export async function phasesOf(cloud: LocalCloud, spool: SpoolState): Promise<Set<UploaderPhase>> {
  const phases = new Set<UploaderPhase>();
  if (spool.receiving > 0) phases.add('receiving');
  if (spool.sealing > 0) phases.add('sealing');
  const asked = spool.waiting.slice(0, FILES_ASKED);
  for (const phase of await Promise.all(asked.map((file) => shippingPhase(cloud, file)))) {
    phases.add(phase);
  }
  if (phases.size === 0) phases.add('idle');
  return phases;
}

async function shippingPhase(
  cloud: LocalCloud,
  { upload, id, kind }: WaitingFile,
): Promise<UploaderPhase> {
  const { originalsBucket } = placesOf(cloud);
  if (await hasObject(cloud, originalsBucket, `uploads/${upload}.json`)) return 'recorded';
  if (!(await readRow(cloud, id, `UPLOAD#${upload}`))) return 'spooled';
  return (await hasObject(cloud, originalsBucket, `originals/${kind}/${id}`))
    ? 'stored'
    : 'registered';
}

/** Tells how far the item was whose processor was killed; without a payload it had nothing to do. */
export async function processorPhaseOf(
  cloud: LocalCloud,
  payload: string | undefined,
): Promise<ProcessorPhase> {
  const id = /originals\/\w+\/([0-9a-f]{64})/.exec(payload ?? '')?.[1];
  if (!id) return 'idle';
  const status = (await readRow(cloud, id, 'ITEM'))?.status?.S;
  if (status === 'ready' || status === 'failed') return 'settled';
  if (status !== 'processing') return 'unclaimed';
  const { galleryBucket } = placesOf(cloud);
  for await (const _ of listVersions(cloud, galleryBucket, `r/${id}/`)) return 'publishing';
  return 'deriving';
}
