import type { IncomingHttpHeaders } from 'node:http';
import { UploaderError } from '../errors.ts';

/**
 * Reads a header that has a number of bytes; undefined without it.
 *
 * @throws UploaderError `bad-request`
 */
export function bytesIn(headers: IncomingHttpHeaders, name: string): number | undefined {
  const text = headers[name];
  if (text === undefined) return undefined;
  const value = /^\d{1,16}$/.test(String(text)) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new UploaderError('bad-request', { detail: `${name} must be a number of bytes` });
}

/** The value of `Upload-Concat`. */
export type Concatenation = 'none' | 'partial' | { readonly final: readonly string[] };

/** @throws UploaderError `bad-request` */
export function concatenationIn(headers: IncomingHttpHeaders): Concatenation {
  const text = headers['upload-concat'];
  if (text === undefined) return 'none';
  if (text === 'partial') return 'partial';
  const [, list] = /^final;(.+)$/.exec(String(text)) ?? [];
  if (list === undefined) {
    throw new UploaderError('bad-request', { detail: 'Upload-Concat must be partial or final;…' });
  }
  return { final: list.split(' ').filter(Boolean) };
}

/**
 * The length of a new upload; undefined if it is deferred.
 *
 * @throws UploaderError `bad-request`
 */
export function lengthIn(headers: IncomingHttpHeaders): number | undefined {
  const length = bytesIn(headers, 'upload-length');
  const deferred = headers['upload-defer-length'];
  if (deferred !== undefined && deferred !== '1') {
    throw new UploaderError('bad-request', { detail: 'Upload-Defer-Length must be 1' });
  }
  if ((length === undefined) !== (deferred === '1')) {
    const detail = 'Upload-Length or Upload-Defer-Length is required';
    throw new UploaderError('bad-request', { detail });
  }
  return length;
}
