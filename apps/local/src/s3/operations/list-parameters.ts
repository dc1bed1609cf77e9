import { uriEncode } from '../../sigv4/canonical.ts';
import { S3Error } from '../errors.ts';
import { limits } from '../limits.ts';
import { afterKey, afterPrefix, type PageRequest } from '../store/listing.ts';
import { type Call, countParameter } from './operation.ts';

/** What the list operations have in common. */
export interface ListParameters extends Omit<PageRequest, 'from'> {
  readonly encodingType: string | undefined;
  /** Writes a key as `encoding-type` asks. */
  readonly encode: (key: string) => string;
}

/** Keys may hold characters that XML cannot: `encoding-type=url` is S3's way around. */
export function listParameters(call: Call, maxParameter: string): ListParameters {
  const { query } = call.request;
  const encodingType = query.get('encoding-type');
  if (encodingType !== undefined && encodingType !== 'url') {
    throw new S3Error('InvalidArgument', {
      detail: 'Invalid Encoding Method specified in Request',
      fields: { ArgumentName: 'encoding-type', ArgumentValue: encodingType },
    });
  }
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    maxItems: countParameter(call, maxParameter, limits.pageItems),
    encodingType,
    // As S3 does: the slash stays as it is.
    encode: (key) => (encodingType === 'url' ? key.split('/').map(uriEncode).join('/') : key),
  };
}

/** The first key after a marker; a marker that is a rolled-up prefix stands for all below it. */
export function afterMarker(marker: string, { delimiter, prefix }: ListParameters): Buffer {
  const rolledUp = delimiter !== '' && marker.length > prefix.length && marker.endsWith(delimiter);
  return rolledUp ? afterPrefix(marker) : afterKey(marker);
}
