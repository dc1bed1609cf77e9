import type { Share } from '@galeria/catalog';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UploaderError } from '../errors.ts';
import { isProven, prove } from './proof.ts';

const COOKIE = 'galeria_link';

/** Whether a visitor may see a link: without a password, or after it was given. */
export function isUnlocked(share: Share, { headers }: Pick<FastifyRequest, 'headers'>): boolean {
  if (!share.password) return true;
  const value = parseCookie(headers.cookie ?? '')[COOKIE];
  const { until, proof } =
    /^(?<until>\d{1,12})\.(?<proof>[\w-]{43})$/.exec(value ?? '')?.groups ?? {};
  if (until === undefined || proof === undefined) return false;
  return isProven(share, 'unlocked', { until: Number(until), proof });
}

/** @throws UploaderError `password-required` */
export function requireUnlocked(share: Share, request: Pick<FastifyRequest, 'headers'>): void {
  if (!isUnlocked(share, request)) throw new UploaderError('password-required');
}

/** Remembers in the visitor's browser that the password was given. */
export function rememberUnlocked(
  share: Share,
  token: string,
  { headers }: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { until, proof } = prove(share, 'unlocked');
  const cookie = stringifySetCookie({
    name: COOKIE,
    value: `${until}.${proof}`,
    path: `/s/${token}`,
    expires: new Date(until * 1000),
    httpOnly: true,
    sameSite: 'strict',
    // Browsers send the origin with every POST. A proxy may have ended TLS.
    secure: headers.origin?.startsWith('https:') === true,
  });
  return reply.header('set-cookie', cookie);
}
