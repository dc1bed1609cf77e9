import { isDeepStrictEqual } from 'node:util';
import { IndexError } from '../../errors.ts';
import { fold } from '../../language/fold.ts';
import { LABEL_CHARACTERS } from '../../limits.ts';
import {
  type AppliedChange,
  type Change,
  type DeletedItem,
  type IndexedItem,
  isDeleted,
} from '../../model.ts';
import type { Progress } from '../../port.ts';
import { type Connection, transaction } from '../statements.ts';
import { dayOf, localTimeOf, timeOf } from '../time.ts';
import { addTerms, type Place, removeTerms, termsOf } from './terms.ts';
import { addWords, removeWords, valuesOf } from './words.ts';

interface Row extends Place {
  readonly version: number;
  readonly generation: number;
  readonly deleted: number;
  readonly status: string;
  readonly text: string | null;
  readonly text_indexed: string | null;
}

/** An item in the index that is not deleted. */
interface Known extends Row {
  readonly indexed: IndexedItem;
}

/** Applies changes in one transaction. */
export const applyChanges = (
  connection: Connection,
  changes: readonly Change[],
  { checkpoint, complete }: Progress = {},
): AppliedChange[] =>
  transaction(connection, () => {
    const applied = changes.flatMap((change) => applyOne(connection, change) ?? []);
    if (checkpoint !== undefined) set(connection, 'checkpoint', checkpoint);
    if (complete !== undefined) set(connection, 'complete', String(complete));
    return applied;
  });

const set = (connection: Connection, name: string, value: string): void =>
  connection.run('INSERT OR REPLACE INTO progress VALUES (?, ?)', name, value);

function applyOne(connection: Connection, change: Change): AppliedChange | undefined {
  const id = Buffer.from(change.id, 'hex');
  if (id.length !== 32) throw new IndexError('bad-change', { detail: `the id ${change.id}` });
  const row = connection.get<Row>('SELECT * FROM items WHERE id = ?', id);
  if (row && row.version >= change.version) return undefined;
  const known =
    row && row.deleted === 0 ? { ...row, indexed: indexedOf(connection, row) } : undefined;
  if (isDeleted(change)) writeTombstone(connection, id, change, row, known);
  else if (change.binned !== undefined) writeBinned(connection, id, change, row, known);
  else write(connection, id, change, row, known);
  const keepsStatus = hasSameStatus(known, change);
  writeChange(connection, id, change, keepsStatus);
  return {
    id: change.id,
    before: known && { status: known.status, generation: known.generation },
    after: isGone(change) ? undefined : { status: change.status, generation: change.generation },
    keepsStatus,
  };
}

/** Whether no list but that of the bin has the item. */
const isGone = (change: Change): change is DeletedItem =>
  isDeleted(change) || change.binned !== undefined;

const hasSameStatus = (known: Known | undefined, change: Change): boolean =>
  known !== undefined &&
  known.version >= 0 &&
  !isGone(change) &&
  known.status === change.status &&
  known.generation === change.generation;

function writeChange(
  connection: Connection,
  id: Buffer,
  { changedAt }: Change,
  keepsStatus: boolean,
): void {
  if (changedAt === undefined) {
    connection.run('DELETE FROM changes WHERE id = ?', id);
  } else {
    const changed = timeOf(changedAt);
    connection.run('INSERT OR REPLACE INTO changes VALUES (?, ?, ?)', id, changed, +keepsStatus);
  }
}

const indexedOf = (connection: Connection, { item }: Row): IndexedItem =>
  JSON.parse(
    connection.one<{ indexed: string }>('SELECT indexed FROM documents WHERE item = ?', item)
      .indexed,
  );

function writeTombstone(
  connection: Connection,
  id: Buffer,
  { version, generation }: DeletedItem,
  row: Row | undefined,
  known: Known | undefined,
): void {
  removeItem(connection, row, known);
  connection.run(
    `INSERT OR REPLACE INTO items
     VALUES (?, ?, ?, ?, 1, ?, 0, 0, 0, '', NULL, NULL, '', NULL, NULL)`,
    row?.item ?? null,
    id,
    version,
    generation,
    tieOf(id),
  );
}

/** An item in the bin is found by no filter and no word; its text is fetched again when it is restored. */
function writeBinned(
  connection: Connection,
  id: Buffer,
  change: IndexedItem,
  row: Row | undefined,
  known: Known | undefined,
): void {
  const { document, ...indexed } = change;
  const binned = binnedTimeOf(change);
  removeItem(connection, row, known);
  const { item } = connection.one<{ item: number }>(
    `INSERT OR REPLACE INTO items
     VALUES (?, ?, ?, ?, 2, ?, 0, ?, ?, '', NULL, NULL, ?, NULL, NULL) RETURNING item`,
    row?.item ?? null,
    id,
    change.version,
    change.generation,
    tieOf(id),
    binned,
    change.size,
    change.status,
  );
  connection.run(
    'INSERT OR REPLACE INTO documents VALUES (?, ?, ?)',
    item,
    JSON.stringify(indexed),
    JSON.stringify(document),
  );
}

function binnedTimeOf({ id, binned = '' }: IndexedItem): number {
  try {
    return timeOf(binned);
  } catch (cause) {
    throw new IndexError('bad-change', { detail: `the time in the bin of ${id}`, cause });
  }
}

/** Removes everything of an item but its row. */
function removeItem(connection: Connection, row: Row | undefined, known: Known | undefined): void {
  if (known) {
    removeFromCounts(connection, known);
    removeWords(connection, known.item);
    removeLocation(connection, known.item);
    removeFromAlbums(connection, known.item);
    connection.run('DELETE FROM pages WHERE item = ?', known.item);
  }
  if (row) connection.run('DELETE FROM documents WHERE item = ?', row.item);
}

/** Removes an item from the counts of its terms and of its day. */
function removeFromCounts(connection: Connection, known: Known): void {
  removeTerms(connection, known, termsOf(known.indexed));
  connection.run('UPDATE days SET count = count - 1 WHERE day = ?', dayOf(known.date));
  connection.run('DELETE FROM days WHERE day = ? AND count = 0', dayOf(known.date));
}

function write(
  connection: Connection,
  id: Buffer,
  change: IndexedItem,
  row: Row | undefined,
  known: Known | undefined,
): void {
  const { document, ...indexed } = change;
  const { date, uploaded } = timesOf(change);
  const keepsText = known?.generation === change.generation && known.text === (change.text ?? null);
  const { item } = connection.one<{ item: number }>(
    `INSERT OR REPLACE INTO items VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     RETURNING item`,
    row?.item ?? null,
    id,
    change.version,
    change.generation,
    tieOf(id),
    date,
    uploaded,
    change.size,
    fold((change.title ?? change.names[0] ?? '').slice(0, LABEL_CHARACTERS)),
    change.location?.latitude ?? null,
    change.location?.longitude ?? null,
    change.status,
    change.text ?? null,
    keepsText ? known.text_indexed : null,
  );
  connection.run(
    'INSERT OR REPLACE INTO documents VALUES (?, ?, ?)',
    item,
    JSON.stringify(indexed),
    JSON.stringify(document),
  );
  const place = { item, date, tie: tieOf(id) };
  const terms = termsOf(change);
  const hasSameTerms = known?.date === date && isDeepStrictEqual(termsOf(known.indexed), terms);
  if (!hasSameTerms) {
    if (known) removeFromCounts(connection, known);
    addTerms(connection, place, terms);
    connection.run(
      'INSERT INTO days VALUES (?, 1) ON CONFLICT (day) DO UPDATE SET count = count + 1',
      dayOf(date),
    );
  }
  updateLocation(connection, item, known?.indexed, change);
  updateAlbums(connection, place, known?.indexed, change);
  const isTextGone = known && !keepsText;
  if (isTextGone) connection.run('DELETE FROM pages WHERE item = ?', item);
  const hasSameWords =
    known && keepsText && isDeepStrictEqual(valuesOf(known.indexed), valuesOf(change));
  if (hasSameWords) return;
  if (known) removeWords(connection, item);
  addWords(connection, item, change);
}

function timesOf({ id, date, uploaded }: IndexedItem) {
  try {
    return { date: localTimeOf(date), uploaded: timeOf(uploaded) };
  } catch (cause) {
    throw new IndexError('bad-change', { detail: `the times of ${id}`, cause });
  }
}

function updateLocation(
  connection: Connection,
  item: number,
  known: IndexedItem | undefined,
  { location }: IndexedItem,
): void {
  if (isDeepStrictEqual(known?.location, location)) return;
  if (known?.location) removeLocation(connection, item);
  if (!location) return;
  const { latitude, longitude } = location;
  connection.run(
    'INSERT INTO locations VALUES (?, ?, ?, ?, ?)',
    item,
    longitude,
    longitude,
    latitude,
    latitude,
  );
}

function updateAlbums(
  connection: Connection,
  { item, tie }: Place,
  known: IndexedItem | undefined,
  { albums = {} }: IndexedItem,
): void {
  if (isDeepStrictEqual(known?.albums ?? {}, albums)) return;
  removeFromAlbums(connection, item);
  for (const [album, position] of Object.entries(albums)) {
    connection.run('INSERT INTO album_items VALUES (?, ?, ?, ?)', album, position, tie, item);
  }
}

const removeFromAlbums = (connection: Connection, item: number): void =>
  connection.run('DELETE FROM album_items WHERE item = ?', item);

const removeLocation = (connection: Connection, item: number): void =>
  connection.run('DELETE FROM locations WHERE item = ?', item);

const tieOf = (id: Buffer): number => id.readUIntBE(0, 6);
