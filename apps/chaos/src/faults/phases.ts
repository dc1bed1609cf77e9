import {
  type CloudAccess,
  hasObject,
  listVersions,
  placesOf,
  readRow,
} from '../galeria/records.ts';
import type { SpoolState, WaitingFile } from '../galeria/spool.ts';

/** The phase of an upload when its cell was killed. */
export type UploaderPhase =
  | 'starting'
  | 'receiving'
  | 'committing'
  | 'spooled'
  | 'registered'
  | 'stored'
  | 'recorded'
  | 'idle';

/** The phase of an item when its processor was killed. */
export type ProcessorPhase = 'unclaimed' | 'deriving' | 'publishing' | 'settled' | 'idle';

/** The most files that are looked up after one kill. */
const MAX_FILES = 12;

/** Finds the phases that a kill hit, from the spool that it left and the state of the cloud. */
export async function phasesOf(cloud: CloudAccess, spool: SpoolState): Promise<Set<UploaderPhase>> {
  const phases = new Set<UploaderPhase>();
  if (spool.receiving > 0) phases.add('receiving');
  if (spool.committing > 0) phases.add('committing');
  const asked = spool.waiting.slice(0, MAX_FILES);
  for (const phase of await Promise.all(asked.map((file) => shippingPhase(cloud, file)))) {
    phases.add(phase);
  }
  if (phases.size === 0) phases.add('idle');
  return phases;
}

async function shippingPhase(
  cloud: CloudAccess,
  { upload, id, kind }: WaitingFile,
): Promise<UploaderPhase> {
  const { originalsBucket } = placesOf(cloud);
  if (await hasObject(cloud, originalsBucket, `uploads/${upload}.json`)) return 'recorded';
  if (!(await readRow(cloud, id, `UPLOAD#${upload}`))) return 'spooled';
  return (await hasObject(cloud, originalsBucket, `originals/${kind}/${id}`))
    ? 'stored'
    : 'registered';
}

/** Finds the phase of the item whose processor was killed. Without a payload the processor was idle. */
export async function processorPhaseOf(
  cloud: CloudAccess,
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
