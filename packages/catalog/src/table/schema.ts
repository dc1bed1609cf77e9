/**
 * The table's keys and indexes, said once: `infra` declares the table from this, the code reads and
 * writes by it.
 *
 * | record      | pk                   | sk                              |
 * |-------------|----------------------|---------------------------------|
 * | media item  | `MEDIA#<id>`         | `ITEM`                          |
 * | attempt     | `MEDIA#<id>`         | `ATTEMPT#<attempt ULID>`        |
 * | upload      | `MEDIA#<id>`         | `UPLOAD#<upload ULID>`          |
 * | its words   | `MEDIA#<id>`         | `WORDS#<generation>`            |
 * | posting     | `WORD#<head>`        | `<listed at>#<id>#<generation>` |
 * | audit entry | `AUDIT#<yyyy-mm-dd>` | `<time>#<ULID>`                 |
 * | API key     | `KEYS`               | `KEY#<SHA-256 in hex>`          |
 * | keys needed | `KEYS`               | `REQUIRED`                      |
 *
 * All indexes are sparse: only a living item carries `shelf` and `listedAt`, and only one that is
 * `stored` or `processing` carries `unsettled`, which then says which, or `undispatched` for one that
 * is `stored` and whose message was not confirmed as sent. Only an audit entry carries `expiresAt`, by
 * which DynamoDB takes it away.
 */
export const schema = {
  hashKey: 'pk',
  rangeKey: 'sk',
  /** Seconds since 1970. @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html */
  expiry: 'expiresAt',
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

/** The value of `unsettled` of an item that waits for its message to be sent. */
export const UNDISPATCHED = 'undispatched';

export const mediaPk = (id: string): string => `MEDIA#${id}`;

export const itemKey = (id: string) => ({ pk: mediaPk(id), sk: 'ITEM' });
export const attemptKey = (id: string, attempt: string) => ({
  pk: mediaPk(id),
  sk: `ATTEMPT#${attempt}`,
});
export const UPLOAD_PREFIX = 'UPLOAD#';
export const uploadRecordKey = (id: string, upload: string) => ({
  pk: mediaPk(id),
  sk: `${UPLOAD_PREFIX}${upload}`,
});
export const WORD_LIST_PREFIX = 'WORDS#';
export const wordListKey = (id: string, generation: number) => ({
  pk: mediaPk(id),
  sk: `${WORD_LIST_PREFIX}${generation}`,
});

/** A row of the list of a word's beginning; `listedAt` is the item's, and ends with its id. */
export const postingKey = (head: string, listedAt: string, generation: number) => ({
  pk: postingPk(head),
  sk: `${listedAt}#${generation}`,
});
export const postingPk = (head: string): string => `WORD#${head}`;

/** For how long an entry of the audit can be kept at the most: ten years. */
export const LONGEST_AUDIT_DAYS = 3653;

/** An entry of the audit, at a time as RFC 3339 has it in UTC. */
export const auditKey = (time: string, entry: string) => ({
  pk: auditPk(time),
  sk: `${time}#${entry}`,
});
/** Of the day on which that time is. */
export const auditPk = (time: string): string => `AUDIT#${time.slice(0, 'yyyy-mm-dd'.length)}`;

export const KEYS_PK = 'KEYS';
export const API_KEY_PREFIX = 'KEY#';
export const apiKeyKey = (hash: string) => ({ pk: KEYS_PK, sk: `${API_KEY_PREFIX}${hash}` });
/** Says whether a request needs a key, even where there is none. */
export const keysRequiredKey = { pk: KEYS_PK, sk: 'REQUIRED' } as const;
