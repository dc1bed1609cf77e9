import { REQUEST_TIMEOUT_MS } from './limits.ts';

export interface Reply {
  readonly status: number;
  readonly body: Buffer;
}

export type Api = ReturnType<typeof openApi>;

/** The HTTP API as one key's owner asks it. Each call rejects where no whole answer comes. */
export function openApi(address: string, token: string) {
  async function ask(method: string, path: string): Promise<Reply> {
    const response = await fetch(`${address}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
    return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
  }
  return {
    get: (path: string) => ask('GET', path),
    post: (path: string) => ask('POST', path),
    delete: (path: string) => ask('DELETE', path),
  };
}
