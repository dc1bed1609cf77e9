import { createHash } from 'node:crypto';
import { createReadStream, openAsBlob } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createClient, type MediaItem, type Problem } from '@galeria/api/client';
import type { Found } from './files.ts';

/** The SHA-256 of a file in lower-case hexadecimal, which is the id of its item. */
export async function idOf({ path }: Pick<Found, 'path'>, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash, { ...(signal && { signal }) });
  return hash.digest('hex');
}

/** The address of the API, and the API key if one is required. */
export interface Api {
  readonly address: string;
  readonly token?: string | undefined;
}

const clientOf = ({ address, token }: Api) => createClient({ baseUrl: address, key: () => token });

/** Gets an item. Undefined if it does not exist. */
export async function fetchItem(api: Api, id: string): Promise<MediaItem | undefined> {
  const { data } = await clientOf(api).GET('/media/{id}', { params: { path: { id } } });
  return data;
}

/** Uploads one file, streamed from disk. Undefined if the file was accepted. */
export async function upload(api: Api, file: Found): Promise<Problem | undefined> {
  const form = new FormData();
  form.append('file', await openAsBlob(file.path), file.name);
  const { error } = await clientOf(api).POST('/uploads', {
    body: {},
    bodySerializer: () => form,
  });
  return error;
}
