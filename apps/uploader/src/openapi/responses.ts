import { Problem, type ProblemCode, problemOf, problems } from '@galeria/api';

/**
 * The error responses of a route with these problem codes, by status, for Fastify's route schema.
 * Codes with the same status share a response, which has an example of each.
 */
export function refusals(...codes: readonly ProblemCode[]) {
  const byStatus = Map.groupBy(codes, (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, some]) => [
      status,
      {
        description: some.map((code) => `\`${code}\`: ${problems[code].title}.`).join(' '),
        content: {
          'application/problem+json': {
            schema: Problem,
            examples: Object.fromEntries(some.map((code) => [code, { value: problemOf(code) }])),
          },
        },
      },
    ]),
  );
}

/** The problem codes of every route that requires a key. */
export const KEY_REFUSALS = [
  'unauthorized',
  'scope-missing',
  'host-forbidden',
  'origin-forbidden',
  'internal',
] as const satisfies readonly ProblemCode[];

/** The OpenAPI security requirement of a route that requires a scope. */
export const keyWith = (scope: string) => ({
  security: [{ key: [] }, { session: [] }],
  'x-scope': scope,
});
