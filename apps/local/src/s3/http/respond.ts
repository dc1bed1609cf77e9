import type { IncomingMessage, ServerResponse } from 'node:http';
import type { S3Error } from '../errors.ts';
import type { Answer } from '../operations/operation.ts';
import { xmlDocument } from '../xml.ts';

/** Sends an answer. `unread` says that the client still waits to send its body, and never will. */
export async function sendAnswer(
  message: IncomingMessage,
  response: ServerResponse,
  id: string,
  { status, headers = {}, body }: Answer,
  unread: boolean,
): Promise<void> {
  const text = typeof body === 'string' ? body : '';
  const length = typeof body === 'string' || !('content-length' in headers);
  const hasBody = status !== 204 && status !== 304;
  response.writeHead(status, {
    ...(length && hasBody && { 'content-length': String(Buffer.byteLength(text)) }),
    ...headers,
    'x-amz-request-id': id,
    'x-amz-id-2': id,
    // Without its body the connection is in no state to carry another request.
    ...(unread && { connection: 'close' }),
  });
  if (body === undefined || typeof body === 'string') {
    response.end(hasBody && message.method !== 'HEAD' ? text : undefined);
    // What the client still sends is read and dropped, so that it comes to see the answer.
    if (!unread) message.resume();
    return;
  }
  for await (const chunk of body) await write(response, chunk);
  response.end();
}

/** Resolves when the bytes have left, so that their buffer may be filled again. */
function write(response: ServerResponse, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const left = () => reject(new Error('the client left before the end'));
    response.once('close', left);
    response.write(chunk, (error) => {
      response.off('close', left);
      if (error) reject(error);
      else resolve();
    });
  });
}

/**
 * An error as S3's XML document. A HEAD has none: its headers must do.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export async function answerError(
  message: IncomingMessage,
  response: ServerResponse,
  id: string,
  error: S3Error,
  unread: boolean,
): Promise<void> {
  // Too late for words: a cut connection is the only way left to say that the bytes are not whole.
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const document = {
    Code: error.code,
    Message: error.message,
    ...error.fields,
    Resource: (message.url ?? '/').split('?')[0],
    RequestId: id,
    HostId: id,
  };
  const headers = { ...error.headers, 'content-type': 'application/xml' };
  const answer = { status: error.status, headers, body: xmlDocument('Error', document, '') };
  await sendAnswer(message, response, id, answer, unread);
}
