import { timingSafeEqual } from 'node:crypto';
import type { Catalog, Share } from '@galeria/catalog';
import { UploaderError } from '../errors.ts';
import { cloudCall } from '../query/cloud-call.ts';
import { parseToken } from './token.ts';

export type FindShare = (token: string, type?: Share['type']) => Promise<Share>;

/**
 * Finds the link of a token, in the catalog each time, so that a deleted one ends at once. Unknown,
 * deleted and expired tokens, and those of another type, get the same answer.
 *
 * @throws UploaderError `not-found`, `cloud-unavailable`
 */
export function createShareFinder(catalog: Pick<Catalog, 'readShare'>): FindShare {
  return async (token, type) => {
    const { id, secretHash } = parseToken(token) ?? {};
    const share = id === undefined ? undefined : await cloudCall(catalog.readShare(id));
    const isFound =
      share !== undefined &&
      secretHash !== undefined &&
      isEqual(share.secretHash, secretHash) &&
      Date.parse(share.until) > Date.now() &&
      (type === undefined || share.type === type);
    if (!isFound) throw new UploaderError('not-found');
    return share;
  };
}

const isEqual = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'));
