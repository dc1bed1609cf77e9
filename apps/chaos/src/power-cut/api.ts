import { REQUEST_TIMEOUT_MS } from './limits.ts';

export interface Reply {
  readonly status: number;
  readonly body: Buffer;
}

export type Api = ReturnType<typeof openApi>;

/** A client of the HTTP API with one key. Each call rejects without a complete answer. */
export function openApi(address: string, token: string) {
  async function send(method: string, path: string): Promise<Reply> {
    const response = await fetch(`${address}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
  }
  return {
    get: (path: string) => send('GET', path),
    post: (path: string) => send('POST', path),
    delete: (path: string) => send('DELETE', path),
  };
}
