import { S3Error } from '../errors.ts';

/** The bytes from `start` to `end` (exclusive). */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Parses a Range header. Anything but a single byte range is ignored, as RFC 9110, section 14.2 allows
 * and S3 does. A range that starts beyond the end is refused.
 * https://www.rfc-editor.org/rfc/rfc9110#section-14.1.2
 */
export function parseRange(header: string | undefined, size: number): ByteRange | undefined {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  const [first, last] = [parts?.[1] ?? '', parts?.[2] ?? ''];
  if (first === '' && last === '') return undefined;
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(Number(last) + 1, size);
  if (start >= size || (first === '' && Number(last) === 0)) {
    throw new S3Error('InvalidRange', {
      fields: { RangeRequested: header ?? '', ActualObjectSize: size },
      headers: { 'content-range': `bytes */${size}` },
    });
  }
  return { start, end };
}
