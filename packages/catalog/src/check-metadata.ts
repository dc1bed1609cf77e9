import { kindByName } from '@galeria/media';
import { Value } from 'typebox/value';
import { CatalogError } from './errors.ts';

/** Throws if metadata is not what the kind's schema documents. */
export type CheckMetadata = (kind: string, metadata: object) => void;

/**
 * Checks metadata by the schema in its kind's descriptor. Production leaves this check out, since
 * `derive` is typed by the same schema.
 *
 * @throws CatalogError `bad-metadata`
 */
export const checkMetadata: CheckMetadata = (kind, metadata) => {
  const schema = kindByName(kind)?.metadata;
  // The AWS SDK leaves out fields that are undefined.
  const written = JSON.parse(JSON.stringify(metadata));
  const faults = schema ? [...Value.Errors(schema, written)] : [{ message: 'unknown kind' }];
  if (faults.length > 0) {
    throw new CatalogError('bad-metadata', { detail: `${kind}: ${JSON.stringify(faults)}` });
  }
};
