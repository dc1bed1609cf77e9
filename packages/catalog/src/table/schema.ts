import type { MediaId, UploadId } from '@galeria/media';

/**
 * The partitions of the index `changes`. A change of an item takes two write units of its partition: one
 * deletes the former entry, one writes the new one. A partition takes 1,000 write units a second, so four
 * take 2,000 changes a second, and a reader needs four queries.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
 */
export const CHANGE_SHARDS = 4;
export const changeShard = (shard: number): string => `changes#${shard}`;

/**
 * The table's keys and indexes. `infra` declares the table from this schema.
 *
 * | record      | pk                   | sk                              |
 * |-------------|----------------------|---------------------------------|
 * | media item  | `MEDIA#<id>`         | `ITEM`                          |
 * | attempt     | `MEDIA#<id>`         | `ATTEMPT#<attempt ULID>`        |
 * | upload      | `MEDIA#<id>`         | `UPLOAD#<upload ULID>`          |
 * | audit entry | `AUDIT#<yyyy-mm-dd>` | `<time>#<ULID>`                 |
 * | API key     | `KEYS`               | `KEY#<SHA-256 in hex>`          |
 * | key required| `KEYS`               | `REQUIRED`                      |
 * | album       | `ALBUMS`             | `ALBUM#<ULID>`                  |
 * | link        | `SHARES`             | `SHARE#<ULID>`                  |
 * | session     | `SESSIONS`           | `SESSION#<SHA-256 in hex>`      |
 * | clean-up    | `CLEANUP`            | `LEASE`                         |
 *
 * All indexes are sparse. An item has `changeShard`, also a deleted one. Only a pending item has
 * `unsettled`: `stored` or `processing` like its status, or `undispatched` if it is `stored` and its
 * processing message is not confirmed as sent, or `deleting` while its deletion is not complete. Only
 * audit entries, links and sessions have `expiresAt`, after which DynamoDB deletes them.
 *
 * Releases up to 0.1 also wrote search rows, `WORD#<head>` with `<listed at>#<id>#<generation>` and
 * `MEDIA#<id>` with `WORDS#<generation>`, and gave items the attribute `shelf`. The comparison of a cell
 * with the catalog deletes both, and has the record `CLEANUP` meanwhile.
 */
export const schema = {
  hashKey: 'pk',
  rangeKey: 'sk',
  /** Seconds since 1970. @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html */
  expiry: 'expiresAt',
  attributes: [
    { name: 'pk', type: 'S' },
    { name: 'sk', type: 'S' },
    { name: 'unsettled', type: 'S' },
    { name: 'changedAt', type: 'S' },
    { name: 'changeShard', type: 'S' },
  ],
  /** `projectionType` and `nonKeyAttributes` are DynamoDB's: the attributes that an index holds. */
  indexes: [
    {
      name: 'unsettled',
      hashKey: 'unsettled',
      rangeKey: 'changedAt',
      projectionType: 'ALL',
    },
    {
      name: 'changes',
      hashKey: 'changeShard',
      rangeKey: 'changedAt',
      projectionType: 'INCLUDE',
      nonKeyAttributes: ['version', 'stampedAt'],
    },
  ],
} as const;

/** The value of the attribute `unsettled` of an item whose processing message is not confirmed as sent. */
export const UNDISPATCHED = 'undispatched';

/** The value of the attribute `unsettled` of a tombstone whose deletion is not complete. */
export const OPEN_DELETION = 'deleting';

export const mediaPk = (id: MediaId): string => `MEDIA#${id}`;

export const itemKey = (id: MediaId) => ({ pk: mediaPk(id), sk: 'ITEM' as const });
export const attemptKey = (id: MediaId, attempt: string) => ({
  pk: mediaPk(id),
  sk: `ATTEMPT#${attempt}` as const,
});
export const UPLOAD_PREFIX = 'UPLOAD#';
export const uploadRecordKey = (id: MediaId, upload: UploadId) => ({
  pk: mediaPk(id),
  sk: `${UPLOAD_PREFIX}${upload}` as const,
});

/** The longest retention of an audit entry, in days: ten years. */
export const LONGEST_AUDIT_DAYS = 3653;

/** Days that a deleted item stays in the bin by default, and at most. */
export const BIN_DAYS = 30;
export const LONGEST_BIN_DAYS = 3653;

/** The key of an audit entry. @param time RFC 3339, UTC */
export const auditKey = (time: string, entry: string) => ({
  pk: auditPk(time),
  sk: `${time}#${entry}` as const,
});
/** The partition of the day of a time. @param time RFC 3339, UTC */
export const auditPk = (time: string): string => `AUDIT#${time.slice(0, 'yyyy-mm-dd'.length)}`;

export const KEYS_PK = 'KEYS';
export const API_KEY_PREFIX = 'KEY#';
export const apiKeyKey = (hash: string) => ({
  pk: KEYS_PK,
  sk: `${API_KEY_PREFIX}${hash}` as const,
});
/** The key of the record that says whether requests need an API key, also where no key exists. */
export const keysRequiredKey = { pk: KEYS_PK, sk: 'REQUIRED' } as const;

export const ALBUMS_PK = 'ALBUMS';
export const ALBUM_PREFIX = 'ALBUM#';
export const albumKey = (id: string) => ({
  pk: ALBUMS_PK,
  sk: `${ALBUM_PREFIX}${id}` as const,
});

export const SHARES_PK = 'SHARES';
export const SHARE_PREFIX = 'SHARE#';
export const shareKey = (id: string) => ({
  pk: SHARES_PK,
  sk: `${SHARE_PREFIX}${id}` as const,
});

export const SESSIONS_PK = 'SESSIONS';
export const SESSION_PREFIX = 'SESSION#';
export const sessionKey = (id: string) => ({
  pk: SESSIONS_PK,
  sk: `${SESSION_PREFIX}${id}` as const,
});

/** The key of the lease of the process that deletes what only earlier releases read. */
export const cleanupKey = { pk: 'CLEANUP', sk: 'LEASE' } as const;
