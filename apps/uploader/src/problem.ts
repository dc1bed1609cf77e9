import { CatalogError } from '@galeria/catalog';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { drain } from './accept/drain.ts';
import { UploaderError } from './errors.ts';
import { RETRY_AFTER_SECONDS } from './limits.ts';

/**
 * Answers every error as a problem document whose `code` is one of the error table's.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const problem = toProblem(error);
    const level = problem.status >= 500 ? 'error' : 'info';
    request.log[level]({ err: error, code: problem.code, status: problem.status }, 'refused');
    drain(request.raw);
    return sendProblem(reply, problem);
  });
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, new UploaderError('not-found')));
}

/** Answers with a problem document; `more` are extension members (RFC 9457, section 3.2). */
export function sendProblem(
  reply: FastifyReply,
  { code, title, status, detail }: UploaderError,
  more: Readonly<Record<string, unknown>> = {},
) {
  // https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1
  if (status === 401) reply.header('www-authenticate', 'Bearer realm="galeria"');
  if (status === 503 || status === 507) reply.header('retry-after', RETRY_AFTER_SECONDS);
  return reply
    .code(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({ type: `urn:galeria:problem:${code}`, title, status, detail, code, ...more }),
    );
}

/** What a client is told of an error. */
export function toProblem(error: FastifyError): UploaderError {
  if (error instanceof UploaderError) return error;
  if (error instanceof CatalogError) {
    const code = error.status === 400 ? 'bad-request' : 'cloud-unavailable';
    return new UploaderError(code, { detail: error.title, cause: error });
  }
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new UploaderError('not-multipart', { cause: error });
  }
  // Fastify's own refusals, of a schema or of the framework, say what was wrong with the request.
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return new UploaderError('bad-request', { detail: error.message, cause: error });
  }
  return new UploaderError('internal', { cause: error });
}
