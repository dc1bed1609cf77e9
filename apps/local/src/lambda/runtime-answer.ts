import type { IncomingMessage } from 'node:http';
import { limits } from './limits.ts';
import type { FunctionError, InvokeResult } from './types.ts';

/** Returns the body's text, or undefined if it is longer than `maximum` bytes. The rest is dropped. */
export async function readBody(
  request: IncomingMessage,
  maximum: number,
): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= maximum) chunks.push(chunk);
  }
  return bytes <= maximum ? Buffer.concat(chunks).toString() : undefined;
}

/**
 * Parses the response of a runtime to an invocation. A response that is too large or not JSON is an
 * error of the function.
 */
export function parseResponse(requestId: string, body: string | undefined): InvokeResult {
  if (body === undefined)
    return failed(requestId, {
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: `Response payload size exceeded maximum allowed payload size (${limits.payloadBytes} bytes).`,
    });
  try {
    return { requestId, ok: true, payload: JSON.parse(body) };
  } catch {
    return failed(requestId, {
      errorType: 'Runtime.InvalidResponse',
      errorMessage: 'The response is not JSON',
    });
  }
}

/** Parses the error that a runtime reports, in any format. */
export function parseError(body: string | undefined): FunctionError {
  const unknown = {
    errorType: 'Runtime.Unknown',
    errorMessage: 'The reported error is not readable',
  };
  if (body === undefined) return unknown;
  try {
    const error = JSON.parse(body);
    return {
      errorType: String(error.errorType),
      errorMessage: String(error.errorMessage),
      ...(Array.isArray(error.stackTrace) && { stackTrace: error.stackTrace.map(String) }),
    };
  } catch {
    return unknown;
  }
}

export function failed(requestId: string, error: FunctionError, delivered = true): InvokeResult {
  return { requestId, ok: false, error, delivered };
}
