import { Problem, type ProblemCode, problems } from '@galeria/api';

/**
 * The responses of a route that refuses with these codes, by status, as Fastify's route schema takes
 * them. Codes of one status share a response.
 */
export function refusals(...codes: readonly ProblemCode[]) {
  const byStatus = Map.groupBy(codes, (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, some]) => [
      status,
      {
        description: some.map((code) => `\`${code}\`: ${problems[code].title}.`).join(' '),
        content: { 'application/problem+json': { schema: Problem } },
      },
    ]),
  );
}

/** Every route that needs a key can refuse with these. */
export const KEY_REFUSALS = [
  'unauthorized',
  'scope-missing',
  'host-forbidden',
  'origin-forbidden',
  'internal',
] as const satisfies readonly ProblemCode[];

/** The OpenAPI security requirement of a route with a scope. */
export const keyWith = (scope: string) => ({
  security: [{ key: [] }],
  'x-scope': scope,
});
