import type { FastifySchemaValidationError } from 'fastify';

/**
 * Describes the first fault of a request with the parameter's name, also where the parameter is unknown.
 *
 * @param part `querystring`, `params` or `body`
 */
export function nameInvalid(errors: FastifySchemaValidationError[], part: string): Error {
  const [first] = errors;
  const { additionalProperty } = first?.params ?? {};
  if (typeof additionalProperty === 'string') {
    return new Error(`${part}/${additionalProperty} is not a known parameter`);
  }
  return new Error(`${part}${first?.instancePath ?? ''} ${first?.message ?? 'is not valid'}`);
}
