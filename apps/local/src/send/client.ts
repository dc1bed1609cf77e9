import { createHash } from 'node:crypto';
import { createReadStream, openAsBlob } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { MediaItem } from '@galeria/catalog';
import type { Found } from './files.ts';

/** An item as `GET /media/:id` shows it. */
export interface ShownItem extends Omit<MediaItem, 'renditions'> {
  readonly renditions: readonly {
    readonly name: string;
    readonly url: string;
    readonly mimeType: string;
    /** In pixels; of pictures only. */
    readonly width?: number;
    readonly height?: number;
    readonly size: number;
  }[];
  readonly sources: readonly { readonly type: string; readonly srcset: string }[];
}

export interface Refusal {
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
}

export async function idOf({ path }: Found): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Where the API is, and the key that it is asked with, where it needs one. */
export interface Api {
  readonly address: string;
  readonly token?: string | undefined;
}

const authorization = ({ token }: Api): Record<string, string> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };

/** Asks for an item; undefined where there is none. */
export async function fetchItem(api: Api, id: string): Promise<ShownItem | undefined> {
  const response = await fetch(`${api.address}/media/${id}`, { headers: authorization(api) });
  const body = await response.json();
  return response.ok ? (body as ShownItem) : undefined;
}

/** Uploads one file as curl would, streaming it from disk. Undefined: it was taken. */
export async function upload(api: Api, file: Found): Promise<Refusal | undefined> {
  const form = new FormData();
  form.append('file', await openAsBlob(file.path), file.name);
  const response = await fetch(`${api.address}/uploads`, {
    method: 'POST',
    headers: authorization(api),
    body: form,
  });
  const body = await response.json();
  return response.ok ? undefined : (body as Refusal);
}
