import type { OutgoingHttpHeaders } from 'node:http';
import { request } from './tus-request.ts';

export type Fields = Readonly<Record<string, string | number>>;

/** Sends requests of tus 1.0 to an uploader. */
export function tusClient(base: string) {
  const send = (method: string, path: string, headers: Fields = {}, body?: Buffer) =>
    request(new URL(path, base).href, {
      method,
      headers: { 'tus-resumable': '1.0.0', ...headers } as OutgoingHttpHeaders,
      ...(body && { body }),
    });
  const octets = { 'content-type': 'application/offset+octet-stream' };

  return {
    send,
    /** Creates an upload and returns its path. */
    create: async (length: number, headers: Fields = {}): Promise<string> => {
      const { status, headers: answer } = await send('POST', '/tus', {
        'upload-length': length,
        ...headers,
      });
      if (status !== 201) throw new Error(`not created: ${status}`);
      return answer.location!;
    },
    patch: (path: string, offset: number, bytes: Buffer, headers: Fields = {}) =>
      send('PATCH', path, { ...octets, 'upload-offset': offset, ...headers }, bytes),
    head: (path: string, headers: Fields = {}) => send('HEAD', path, headers),
    /** The durable offset; undefined if the answer has none. */
    offset: async (path: string): Promise<number | undefined> => {
      const { headers } = await send('HEAD', path);
      const text = headers['upload-offset'];
      return text === undefined ? undefined : Number(text);
    },
    octets,
  };
}

export const metadata = (pairs: Readonly<Record<string, string>>): string =>
  Object.entries(pairs)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');
