import { type Answer, exchange, type Pace } from './exchange.ts';

export interface Part {
  readonly filename: string;
  readonly bytes: Buffer;
}

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
    return await exchange(`${address}/uploads`, {
      method: 'POST',
      headers: { ...headers, 'content-type': type },
      body,
      pace,
    });
  } catch {
    return undefined;
  }
}
