import { S3Error } from '../errors.ts';
import type { Version } from '../store/versions.ts';
import { quoted } from './operation.ts';

function namesEtag(header: string, etag: string): boolean {
  return header
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, '').replaceAll('"', ''))
    .some((tag) => tag === '*' || tag === etag);
}

/**
 * Checks the conditions of a read in the order of RFC 9110, section 13.2.2: entity tags take precedence
 * over dates. https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html
 */
export function checkConditions(headers: ReadonlyMap<string, string>, version: Version): void {
  const [match, noneMatch, unmodified, modified] = [
    headers.get('if-match'),
    headers.get('if-none-match'),
    Date.parse(headers.get('if-unmodified-since') ?? ''),
    Date.parse(headers.get('if-modified-since') ?? ''),
  ];
  const failed = (condition: string) =>
    new S3Error('PreconditionFailed', { fields: { Condition: condition } });
  if (match !== undefined) {
    if (!namesEtag(match, version.etag)) throw failed('If-Match');
  } else if (version.modified > unmodified) throw failed('If-Unmodified-Since');

  const unchanged =
    noneMatch === undefined ? version.modified <= modified : namesEtag(noneMatch, version.etag);
  if (unchanged) {
    throw new S3Error('NotModified', {
      headers: {
        etag: quoted(version.etag),
        'last-modified': new Date(version.modified).toUTCString(),
        ...(version.headers['cache-control'] && {
          'cache-control': version.headers['cache-control'],
        }),
      },
    });
  }
}
