import { readFile } from 'node:fs/promises';
import AjvCompiler, { type HttpParts } from '@fastify/ajv-compiler';
import { describe, expect, test } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import type { FastifySchema } from 'fastify';
import { clientTypes, readDocument } from '../openapi.ts';

const committed = (path: string) =>
  readFile(new URL(`../../../packages/api/${path}`, import.meta.url), 'utf8');

describe('the OpenAPI document', () => {
  test('equals the committed file; `pnpm --filter @galeria/uploader openapi` updates it', async () => {
    expect(await committed('openapi.json')).toBe(await readDocument());
  });

  test('yields the committed types of the client', async () => {
    expect(await committed('src/client/schema.ts')).toBe(
      await clientTypes(await committed('openapi.json')),
    );
  });

  test('passes the recommended rules of Redocly', async () => {
    // The health check has no error response.
    const rules = { 'operation-4xx-response': 'off' } as const;
    const config = await createConfig({ extends: ['recommended'], rules });
    const problems = await lintFromString({ source: await readDocument(), config });
    const findings = problems.map(
      ({ ruleId, message, location: [at] }) => `${ruleId}: ${message} at ${at?.pointer}`,
    );
    expect(findings).toEqual([]);
  });

  test('has every route of the server, except itself', async () => {
    const routes = new Set<string>();
    const document = await readDocument(({ method, url, onRequest }) => {
      // The routes that only answer 405 have a hook of their own.
      if (onRequest === undefined) for (const one of [method].flat()) routes.add(`${one} ${url}`);
    });
    const documented = Object.entries(JSON.parse(document).paths).flatMap(([path, operations]) =>
      Object.keys(operations as object).map(
        (method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      ),
    );
    // RFC 9110, section 9.3.2: HEAD is GET without the content.
    const expected = [...routes].filter((route) => {
      const [method, path] = route.split(' ');
      return method !== 'HEAD' || !routes.has(`GET ${path}`);
    });
    expect(documented.sort()).toEqual(
      expected.filter((route) => route !== 'GET /openapi.json').sort(),
    );
    expect(documented).toContain('GET /media/:id');
  });

  test('has request schemas that compile, with header names in lower case', async () => {
    // The server compiles a schema at the first request that needs it.
    const compile = AjvCompiler()({}, { customOptions: {} });
    const parts: Record<string, unknown[]> = { body: [], querystring: [], params: [], headers: [] };
    await readDocument(({ schema }) => {
      for (const [part, found] of Object.entries(parts)) {
        const one = schema?.[part as keyof FastifySchema];
        if (one !== undefined) found.push(one);
      }
    });
    for (const [httpPart, found] of Object.entries(parts)) {
      expect(found).not.toEqual([]);
      for (const schema of found) {
        const definition = { schema, method: 'GET', url: '/', httpPart: httpPart as HttpParts };
        expect(typeof compile(definition)).toBe('function');
      }
    }
    const names = parts.headers!.flatMap((schema) =>
      Object.keys((schema as { properties: object }).properties),
    );
    expect(names).toEqual(names.map((name) => name.toLowerCase()));
  });

  test('refers to shared schemas by name', async () => {
    const document = JSON.parse(await readDocument());
    const { schema } = document.paths['/media'].get.responses['200'].content['application/json'];
    expect(schema).toEqual({ $ref: '#/components/schemas/MediaPage' });
    expect(document.components.schemas.MediaPage.properties.items.items).toEqual({
      $ref: '#/components/schemas/MediaSummary',
    });
  });

  test('has an example of each JSON answer, and of each problem', async () => {
    for (const { at, status, description, content = {} } of answersOf(await readDocument())) {
      const json = content['application/json'];
      if (json) expect([at, json.example]).toEqual([at, expect.anything()]);
      const problem = content['application/problem+json'];
      if (!problem) continue;
      const codes = [...description.matchAll(/`([\w-]+)`: /g)].map(([, code]) => code!);
      expect([at, problem.examples]).toEqual([
        at,
        Object.fromEntries(
          codes.map((code) => [
            code,
            { value: expect.objectContaining({ code, status: Number(status) }) },
          ]),
        ),
      ]);
    }
  });
});

interface Answer {
  readonly description: string;
  readonly content?: Readonly<Record<string, { example?: unknown; examples?: unknown }>>;
}

/** All answers of all operations of an OpenAPI document. */
function answersOf(document: string): (Answer & { at: string; status: string })[] {
  type Operations = Record<string, { readonly responses: Record<string, Answer> }>;
  const { paths } = JSON.parse(document) as { readonly paths: Record<string, Operations> };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { responses }]) =>
      Object.entries(responses).map(([status, answer]) => ({
        ...answer,
        at: `${method} ${path} ${status}`,
        status,
      })),
    ),
  );
}
