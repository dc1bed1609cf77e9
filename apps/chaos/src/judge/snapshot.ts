import { type CloudAccess, listVersions, placesOf, scanRows } from '../galeria/records.ts';

/** Every row of the catalog, and every object version in the gallery bucket. */
export type Snapshot = ReadonlyMap<string, string>;

export async function takeSnapshot(cloud: CloudAccess): Promise<Snapshot> {
  const snapshot = new Map<string, string>();
  for await (const row of scanRows(cloud)) {
    snapshot.set(`catalog ${row.pk?.S} ${row.sk?.S}`, canonical(row));
  }
  const { galleryBucket } = placesOf(cloud);
  for await (const { Key, VersionId, ETag, Size, LastModified } of listVersions(
    cloud,
    galleryBucket,
  )) {
    snapshot.set(`gallery ${Key} ${VersionId}`, canonical({ ETag, Size, LastModified }));
  }
  return snapshot;
}

/** The same text for the same content, in any order of attributes. */
const canonical = (value: object): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part) && !(part instanceof Date)
      ? Object.fromEntries(Object.entries(part).sort())
      : part,
  );

/** The rows and objects that were added, removed or changed. */
export function differences(before: Snapshot, after: Snapshot): string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names]
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => `${name}: ${before.get(name) ?? 'nothing'} → ${after.get(name) ?? 'nothing'}`);
}
