import { uriEncode } from '../../sigv4/canonical.ts';
import { S3Error } from '../errors.ts';
import { limits } from '../limits.ts';
import { afterKey, afterPrefix, type PageRequest } from '../store/listing.ts';
import { type Call, countParameter } from './operation.ts';

/** The parameters that all list operations share. */
export interface ListParameters extends Omit<PageRequest, 'from'> {
  readonly encodingType: string | undefined;
  /** Encodes a key according to `encoding-type`. */
  readonly encode: (key: string) => string;
}

/** Parses the parameters. `encoding-type=url` encodes keys with characters that are invalid in XML. */
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
    // Like S3, does not encode the slash.
    encode: (key) => (encodingType === 'url' ? key.split('/').map(uriEncode).join('/') : key),
  };
}

/** Returns the first key after a marker. A common prefix as marker skips all keys below it. */
export function afterMarker(marker: string, { delimiter, prefix }: ListParameters): Buffer {
  const rolledUp = delimiter !== '' && marker.length > prefix.length && marker.endsWith(delimiter);
  return rolledUp ? afterPrefix(marker) : afterKey(marker);
}
