import fastifySwagger from '@fastify/swagger';
import { nameSchemas } from '@galeria/api';
import type { FastifyInstance, FastifySchema } from 'fastify';
import type { OpenAPIV3_1 } from 'openapi-types';

const DESCRIPTION = [
  'A file that Galeria answers with 202 is durable: its bytes, name and description are on disk.',
  'Times are RFC 3339 in UTC, sizes are in bytes, lengths are in pixels.',
  'Fields may be added; clients ignore fields that they do not know.',
].join(' ');

const info: OpenAPIV3_1.InfoObject = {
  title: 'Galeria',
  version: '1.0.0',
  summary: 'The media pipeline that you own',
  description: DESCRIPTION,
  license: { name: 'MIT', identifier: 'MIT' },
};

/**
 * Builds an OpenAPI 3.1 document from the schemas of all routes declared after the call, and serves it
 * at `GET /openapi.json`.
 *
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.1',
      info,
      servers: [{ url: '/' }],
      tags: [
        { name: 'uploads', description: 'Send files' },
        { name: 'media', description: 'List, read, edit and delete items' },
        { name: 'albums', description: 'Albums, playlists, and albums by rule' },
        { name: 'shares', description: 'Links to items, and for uploads' },
        { name: 'visitors', description: 'What a link gives, by the token in the path' },
        { name: 'sessions', description: 'Browsers that are signed in with a key' },
        { name: 'operations', description: 'Retries, audit and health' },
      ],
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'An API key, `gal_…`' },
          session: {
            ...{ type: 'apiKey', in: 'cookie', name: 'galeria_session' },
            description: 'A session, from this origin alone. By TLS `__Host-galeria_session`',
          },
        },
      },
    },
    // Routes without a summary are the page's files and the 405 answers.
    transform: ({ schema, url, route: { method } }) => ({
      schema:
        schema?.summary === undefined ? { ...schema, hide: true } : withStatus304(schema, method),
      url,
    }),
    transformObject: (object) => {
      if (!('openapiObject' in object)) return object.swaggerObject;
      const document = nameSchemas(object.openapiObject as OpenAPIV3_1.Document);
      return withMultipartBody(document);
    },
  });
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json').send(app.swagger()),
  );
}

/** Adds the answer 304, which `validateAnswers` sends, to the routes that read JSON. */
function withStatus304(schema: FastifySchema, method: string | string[]): FastifySchema {
  if (method !== 'GET') return schema;
  return {
    ...schema,
    response: {
      304: { type: 'null', description: 'Not modified: `If-None-Match` has the current `ETag`' },
      ...(schema.response as object),
    },
  };
}

/** Adds the body of `POST /uploads`: Fastify has no schema for multipart bodies. */
function withMultipartBody(document: OpenAPIV3_1.Document): OpenAPIV3_1.Document {
  const post = document.paths?.['/uploads']?.post;
  if (post) {
    post.requestBody = {
      required: true,
      description: 'One or many files, in fields of any name',
      content: {
        'multipart/form-data': {
          schema: {
            type: 'object',
            properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
          },
        },
      },
    };
  }
  return document;
}
