/**
 * The table's keys and indexes, said once: `infra` declares the table from this, the code reads and
 * writes by it.
 *
 * | record     | pk           | sk                       |
 * |------------|--------------|--------------------------|
 * | media item | `MEDIA#<id>` | `ITEM`                   |
 * | attempt    | `MEDIA#<id>` | `ATTEMPT#<attempt ULID>` |
 * | upload     | `MEDIA#<id>` | `UPLOAD#<upload ULID>`   |
 * | API key    | `KEYS`       | `KEY#<SHA-256 in hex>`   |
 *
 * All indexes are sparse: only a living item carries `shelf` and `listedAt`, and only one that is
 * `stored` or `processing` carries `unsettled`, which then says which.
 */
export const schema = {
  hashKey: 'pk',
  rangeKey: 'sk',
  attributes: [
    { name: 'pk', type: 'S' },
    { name: 'sk', type: 'S' },
    { name: 'shelf', type: 'S' },
    { name: 'kind', type: 'S' },
    { name: 'listedAt', type: 'S' },
    { name: 'unsettled', type: 'S' },
    { name: 'changedAt', type: 'S' },
  ],
  indexes: [
    { name: 'newest', hashKey: 'shelf', rangeKey: 'listedAt' },
    { name: 'newest-of-kind', hashKey: 'kind', rangeKey: 'listedAt' },
    { name: 'unsettled', hashKey: 'unsettled', rangeKey: 'changedAt' },
  ],
} as const;

/** The one value of `shelf`: a gallery has one owner, so one shelf holds all its items. */
export const SHELF = 'gallery';

const mediaPk = (id: string): string => `MEDIA#${id}`;

export const itemKey = (id: string) => ({ pk: mediaPk(id), sk: 'ITEM' });
export const attemptKey = (id: string, attempt: string) => ({
  pk: mediaPk(id),
  sk: `ATTEMPT#${attempt}`,
});
export const uploadRecordKey = (id: string, upload: string) => ({
  pk: mediaPk(id),
  sk: `UPLOAD#${upload}`,
});
export const KEYS_PK = 'KEYS';
export const apiKeyKey = (hash: string) => ({ pk: KEYS_PK, sk: `KEY#${hash}` });
