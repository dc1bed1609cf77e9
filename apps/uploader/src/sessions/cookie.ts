import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';

const NAME = 'galeria_session';
/** Browsers take a cookie of this name by TLS alone, and from no other host of the domain. */
const SECURE_NAME = `__Host-${NAME}`;

const TOKEN = /^[\w-]{43}$/;

/** The token of the session that a request names; undefined without one. */
export function sessionToken({ cookie = '' }: IncomingHttpHeaders): string | undefined {
  const { [SECURE_NAME]: secure, [NAME]: plain } = parseCookie(cookie);
  const token = secure ?? plain;
  return token !== undefined && TOKEN.test(token) ? token : undefined;
}

/** The cookie that begins a session or, without a token, ends it. */
export function sessionCookie(
  { origin }: IncomingHttpHeaders,
  token: string | undefined,
  until: number,
): string {
  // A proxy may have ended TLS. Browsers send the origin with every POST and DELETE.
  const secure = origin?.startsWith('https:') === true;
  return stringifySetCookie({
    name: secure ? SECURE_NAME : NAME,
    value: token ?? '',
    path: '/',
    expires: new Date(until),
    httpOnly: true,
    sameSite: 'strict',
    secure,
  });
}
