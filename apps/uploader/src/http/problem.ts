import { CatalogError } from '@galeria/catalog';
import { IndexError } from '@galeria/media-index';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { UploaderError } from '../errors.ts';
import { RETRY_AFTER_SECONDS, RETRY_ATTEMPT_SECONDS } from '../limits.ts';
import { drain } from './drain.ts';

/**
 * Answers every error with a problem document whose `code` is in the error table.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export function registerErrorHandler(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const problem = toProblem(error);
    const level = problem.status >= 500 ? 'error' : 'info';
    request.log[level](
      { err: error, code: problem.code, status: problem.status },
      'request rejected',
    );
    drain(request.raw);
    return sendProblem(reply, problem);
  });
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, new UploaderError('not-found')));
}

/** Sends a problem document; `extensions` are extension members (RFC 9457, section 3.2). */
export function sendProblem(
  reply: FastifyReply,
  { code, title, status, detail }: UploaderError,
  extensions: Readonly<Record<string, unknown>> = {},
) {
  // https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="galeria"');
  if (status === 503 || status === 507) reply.header('retry-after', RETRY_AFTER_SECONDS);
  if (status === 429) reply.header('retry-after', RETRY_ATTEMPT_SECONDS);
  return reply
    .code(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:galeria:problem:${code}`,
        title,
        status,
        detail,
        code,
        ...extensions,
      }),
    );
}

/** Maps an error to the one that the client sees. */
export function toProblem(error: FastifyError): UploaderError {
  if (error instanceof UploaderError) return error;
  if (error instanceof CatalogError) {
    if (error.code === 'albums-full' || error.code === 'shares-full') {
      return new UploaderError(error.code, { cause: error });
    }
    const code = error.status === 400 ? 'bad-request' : 'cloud-unavailable';
    return new UploaderError(code, { detail: error.title, cause: error });
  }
  if (error instanceof IndexError) {
    const code = error.status === 400 ? 'bad-request' : 'index-unavailable';
    return new UploaderError(code, { detail: error.message, cause: error });
  }
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new UploaderError('not-multipart', { cause: error });
  }
  // Fastify's own errors, such as a failed schema validation, describe the request.
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return new UploaderError('bad-request', { detail: error.message, cause: error });
  }
  return new UploaderError('internal', { cause: error });
}
