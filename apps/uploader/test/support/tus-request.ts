import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request as send } from 'node:http';
import { text } from 'node:stream/consumers';

export interface TusAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The code of a problem document. */
  readonly code: string | undefined;
  readonly detail: string | undefined;
}

/** Sends one request on a connection of its own. */
export function request(
  url: string,
  { method, headers, body }: { method: string; headers: OutgoingHttpHeaders; body?: Buffer },
): Promise<TusAnswer> {
  return new Promise((resolve, reject) => {
    const length = method === 'HEAD' ? {} : { 'content-length': body?.length ?? 0 };
    const sent = send(
      url,
      { method, headers: { ...length, ...headers }, agent: false },
      async (answer) => {
        const { statusCode: status = 0, headers: received } = answer;
        const content = await text(answer).catch(() => '');
        const isProblem = received['content-type']?.startsWith('application/problem+json');
        const { code, detail } = isProblem && content ? JSON.parse(content) : {};
        resolve({ status, headers: received, code, detail });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
