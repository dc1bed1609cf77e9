import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { ApiKey, Catalog, Session } from '@galeria/catalog';
import { LRUCache } from 'lru-cache';
import type { KeyStore } from '../keys/key-store.ts';
import { SESSIONS } from '../limits.ts';
import { cloudCall } from '../query/cloud-call.ts';
import { sessionToken } from './cookie.ts';

export const hashOfToken = (token: string): string =>
  createHash('sha256').update(token).digest('hex');

interface Known {
  readonly session: Session;
  /** When it was read: monotonic, in milliseconds. */
  readonly readAt: number;
}

export type SessionStore = ReturnType<typeof createSessionStore>;

/**
 * Reads sessions from the catalog, each once in `SESSIONS.cachedMs`: a session that another cell has ended
 * stops within that time. During an outage of the catalog those that are known go on.
 */
export function createSessionStore(
  catalog: () => Pick<Catalog, 'readSession'>,
  keys: Pick<KeyStore, 'byHash'>,
) {
  const known = new LRUCache<string, Known>({ max: SESSIONS.remembered });

  const isFresh = ({ readAt }: Known) => performance.now() - readAt < SESSIONS.cachedMs;

  async function read(id: string): Promise<Session | undefined> {
    const session = await catalog().readSession(id);
    if (session) known.set(id, { session, readAt: performance.now() });
    else known.delete(id);
    return session;
  }

  const keyOf = (session: Session | undefined): ApiKey | undefined =>
    session && Date.parse(session.until) > Date.now() ? keys.byHash(session.keyHash) : undefined;

  return {
    /**
     * The key of the session that a request names, as long as both exist.
     *
     * @throws UploaderError `cloud-unavailable`
     */
    async find(headers: IncomingHttpHeaders): Promise<ApiKey | undefined> {
      const token = sessionToken(headers);
      if (token === undefined) return undefined;
      const id = hashOfToken(token);
      const last = known.get(id);
      if (last && isFresh(last)) return keyOf(last.session);
      const session = await read(id).catch((cause: unknown) => {
        if (last) return last.session;
        return cloudCall<Session>(Promise.reject(cause));
      });
      return keyOf(session);
    },
    /** The same from what is known, which is read again in the background. */
    peek(headers: IncomingHttpHeaders): ApiKey | undefined {
      const token = sessionToken(headers);
      const last = token === undefined ? undefined : known.get(hashOfToken(token));
      if (last && !isFresh(last)) read(last.session.id).catch(() => undefined);
      return keyOf(last?.session);
    },
    /** Ends a session on this cell at once. */
    forget: (id: string): void => void known.delete(id),
  };
}
