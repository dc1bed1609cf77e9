import type { IncomingMessage, ServerResponse } from 'node:http';
import type { S3Error } from '../errors.ts';
import type { Answer } from '../operations/operation.ts';
import { xmlDocument } from '../xml.ts';

/**
 * Sends a response. `unread` means that the client waits for `100 Continue` and does not send its body.
 */
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
    // Close the connection, as the body was not read.
    ...(unread && { connection: 'close' }),
  });
  if (body === undefined || typeof body === 'string') {
    response.end(hasBody && message.method !== 'HEAD' ? text : undefined);
    // Drain the body, so that the client can read the response.
    if (!unread) message.resume();
    return;
  }
  for await (const chunk of body) await write(response, chunk);
  response.end();
}

/** Resolves when the bytes are sent and the buffer can be reused. */
function write(response: ServerResponse, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const left = () => reject(new Error('the client closed the connection before the end'));
    response.once('close', left);
    response.write(chunk, (error) => {
      response.off('close', left);
      if (error) reject(error);
      else resolve();
    });
  });
}

/**
 * Sends an error as S3's XML document. A HEAD response has headers only.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export async function answerError(
  message: IncomingMessage,
  response: ServerResponse,
  id: string,
  error: S3Error,
  unread: boolean,
): Promise<void> {
  // The response has begun. Cut the connection to signal that the bytes are incomplete.
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
