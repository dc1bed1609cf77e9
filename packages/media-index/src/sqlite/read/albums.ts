import type { Connection } from '../statements.ts';

/** The last position of an album, or the last one before another. */
export const lastPosition = (
  connection: Connection,
  album: string,
  before?: string,
): string | undefined =>
  connection.get<{ position: string }>(
    `SELECT position FROM album_items WHERE album = ? AND (? IS NULL OR position < ?)
     ORDER BY position DESC LIMIT 1`,
    album,
    before ?? null,
    before ?? null,
  )?.position;
