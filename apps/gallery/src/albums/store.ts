import { signal } from '@preact/signals';
import { type Album, api } from '../api/client.ts';
import { put } from '../store/items.ts';

/** All albums, once they are loaded. */
export const albums = signal<readonly Album[] | undefined>(undefined);
export const albumsProblem = signal<unknown>(undefined);

export const albumName = (id: string): string | undefined =>
  albums.value?.find((album) => album.id === id)?.name;

export async function loadAlbums(): Promise<void> {
  try {
    const all: Album[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await api.albums(cursor);
      all.push(...page.albums);
      cursor = page.cursor;
      if (cursor === undefined) break;
    }
    for (const { cover } of all) if (cover) put(cover);
    albums.value = all;
    albumsProblem.value = undefined;
  } catch (error) {
    albumsProblem.value = error;
  }
}

/** Shows a changed or new album without loading all of them. */
export function keepAlbum(album: Album): void {
  const others = (albums.peek() ?? []).filter(({ id }) => id !== album.id);
  albums.value = [album, ...others];
}

export function dropAlbum(id: string): void {
  albums.value = (albums.peek() ?? []).filter((album) => album.id !== id);
}
