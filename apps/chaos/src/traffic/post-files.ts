import { request as send } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Part {
  readonly filename: string;
  readonly bytes: Buffer;
}

/** How a body is sent: the number of slices, and the pause after each. */
export interface Pace {
  readonly slices: number;
  readonly pauseMs: number;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Time-out of a request. */
const TIMEOUT_MS = 60_000;

/** Posts files as a form does. @returns undefined without a complete answer */
export async function postFiles(
  address: string,
  files: readonly Part[],
  pace: Pace,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer | undefined> {
  const boundary = '------------------------galeria-chaos';
  const body = Buffer.concat([
    ...files.flatMap(({ filename, bytes }) => [
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
      ),
      bytes,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
  try {
    const type = `multipart/form-data; boundary=${boundary}`;
    return await exchange(
      `${address}/uploads`,
      { ...headers, 'content-type': type, 'content-length': String(body.length) },
      body,
      pace,
    );
  } catch {
    return undefined;
  }
}

function exchange(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: Buffer,
  { slices, pauseMs }: Pace,
) {
  return new Promise<Answer>((done, failed) => {
    const request = send(url, {
      method: 'POST',
      headers,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    request.on('error', failed);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', failed);
      response.on('end', () =>
        done({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      );
    });
    const write = async () => {
      const step = Math.ceil(body.length / slices);
      for (let at = 0; at < body.length && !request.destroyed; at += step) {
        request.write(body.subarray(at, at + step));
        if (pauseMs > 0) await sleep(pauseMs);
      }
      request.end();
    };
    write().catch(failed);
  });
}
