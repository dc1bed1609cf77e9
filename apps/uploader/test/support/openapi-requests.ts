import { type Arbitrary, default as fc } from 'fast-check';

/** JSON Schema as the OpenAPI document uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >;
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface ApiRequest {
  /** The path of the operation in the document. */
  readonly template: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** More elements than this add nothing but time. */
const MOST_ELEMENTS = 4;
const OPTIONAL = 5;

/** Values that exist in the gallery under test, so that not every request ends as 404. */
export interface Known {
  readonly media: () => readonly string[];
  readonly albums: () => readonly string[];
  readonly cursors: () => readonly string[];
}

/** Generates requests of every operation, about one in five with a value that its schema refuses. */
export function requestsOf(document: Document, known: Known): Arbitrary<ApiRequest> {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return fc.oneof(...operations.map((one) => requestOf(document, known, one)));
}

function requestOf(
  document: Document,
  known: Known,
  { path, method, operation }: { path: string; method: string; operation: Operation },
): Arbitrary<ApiRequest> {
  const { parameters = [], requestBody } = operation;
  const schemas = schemaValues(document, known, path.startsWith('/albums'));
  const values = fields(
    parameters.map((one) => [one.name, schemas(one.schema, one.name)]),
    parameters.filter((one) => one.in === 'path').map(({ name }) => name),
  );
  return fc
    .tuple(values, method === 'put' ? rawContent : contentOf(requestBody, schemas))
    .map(([named, content]) => ({
      template: path,
      method: method.toUpperCase(),
      path: addressOf(path, parameters, named),
      headers: {
        ...headersOf(parameters, named),
        ...(content && { 'content-type': content.type }),
      },
      ...(content && { body: content.body }),
    }));
}

interface Content {
  readonly type: string;
  readonly body: string;
}

/** The body of a PUT, which the document leaves open. */
const rawContent: Arbitrary<Content> = fc.lorem().map((body) => ({ type: 'text/plain', body }));

function contentOf(
  requestBody: Operation['requestBody'],
  schemas: ReturnType<typeof schemaValues>,
): Arbitrary<Content | undefined> {
  const json = requestBody?.content['application/json']?.schema;
  if (json) {
    const body = fc.oneof(
      { weight: 12, arbitrary: schemas(json, 'body').map((value) => JSON.stringify(value)) },
      { weight: 1, arbitrary: fc.json() },
      { weight: 1, arbitrary: fc.string() },
    );
    return body.map((text) => ({ type: 'application/json', body: text }));
  }
  if (!requestBody?.content['multipart/form-data']) return fc.constant(undefined);
  const name = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\r\n"]/g, ''));
  return fc.array(fc.tuple(name, fc.lorem()), { maxLength: MOST_ELEMENTS }).map((files) => ({
    type: 'multipart/form-data; boundary=b',
    body: `${files
      .map(
        ([filename, text]) =>
          `--b\r\nContent-Disposition: form-data; name="f"; filename="${filename}.txt"\r\n\r\n${text}\r\n`,
      )
      .join('')}--b--\r\n`,
  }));
}

/** Generates objects that have each optional field once in `OPTIONAL` times. */
const fields = (
  all: readonly (readonly [string, Arbitrary<unknown>])[],
  required: readonly string[],
): Arbitrary<Record<string, unknown>> =>
  fc
    .record(
      Object.fromEntries(
        all.map(([name, value]) => [
          name,
          required.includes(name)
            ? value
            : fc.oneof(
                { weight: OPTIONAL - 1, arbitrary: fc.constant(undefined) },
                { weight: 1, arbitrary: value },
              ),
        ]),
      ),
    )
    .map((values) =>
      Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
    );

function addressOf(
  path: string,
  parameters: readonly Parameter[],
  values: Readonly<Record<string, unknown>>,
): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name) => encode(values[name]) || '-');
  const query = parameters
    .filter((one) => one.in === 'query' && values[one.name] !== undefined)
    .map(({ name }) => `${name}=${encode(values[name])}`);
  return query.length === 0 ? filled : `${filled}?${query.join('&')}`;
}

const encode = (value: unknown): string =>
  encodeURIComponent(typeof value === 'object' ? JSON.stringify(value) : String(value ?? ''));

/** Only characters that fetch sends in a header. */
const headersOf = (
  parameters: readonly Parameter[],
  values: Readonly<Record<string, unknown>>,
): Record<string, string> =>
  Object.fromEntries(
    parameters
      .filter((one) => one.in === 'header' && values[one.name] !== undefined)
      .map(({ name }) => [name, String(values[name]).replaceAll(/[^\x21-\x7e]/g, '')]),
  );

const anything: Arbitrary<unknown> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double(),
  fc.constantFrom<unknown>(null, true, '', 0, -1, 2 ** 53, '../..', '%00', [], {}, ['a']),
);

/** Generates values of a schema, and some that it refuses. */
function schemaValues(document: Document, known: Known, ofAlbums: boolean) {
  const values = (schema: Schema, name: string): Arbitrary<unknown> =>
    fc.oneof({ weight: 15, arbitrary: valid(schema, name) }, { weight: 1, arbitrary: anything });

  const knownOr = (read: () => readonly string[], other: Arbitrary<unknown>): Arbitrary<unknown> =>
    fc.oneof(
      { weight: 6, arbitrary: fc.nat().map((at) => read()[at % read().length] ?? 'none') },
      { weight: 1, arbitrary: other },
    );

  function valid(schema: Schema, name: string): Arbitrary<unknown> {
    if (name === 'cursor') return knownOr(known.cursors, fc.base64String());
    if (name === 'id' || name === 'before' || name === 'cover') {
      return knownOr(ofAlbums && name === 'id' ? known.albums : known.media, unnamed(schema));
    }
    if (name === 'inAlbum') return knownOr(known.albums, unnamed(schema));
    return unnamed(schema, name);
  }

  function unnamed(schema: Schema, name = ''): Arbitrary<unknown> {
    if (schema.$ref) {
      const named = document.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
      return unnamed(named ?? {}, name);
    }
    if (schema.enum) return fc.constantFrom(...schema.enum);
    if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => unnamed(one, name)));
    switch (schema.type) {
      case 'null':
        return fc.constant(null);
      case 'boolean':
        return fc.boolean();
      case 'integer':
        return fc.integer({ min: schema.minimum ?? -(2 ** 31), max: schema.maximum ?? 2 ** 31 });
      case 'number':
        return fc.double({
          min: schema.minimum ?? -1e9,
          max: schema.maximum ?? 1e9,
          noNaN: true,
        });
      case 'string':
        return strings(schema);
      case 'array':
        return arrays(schema, name);
      case 'object':
        return objects(schema);
      default:
        return anything;
    }
  }

  function strings({ pattern, minLength = 0, maxLength = 100 }: Schema): Arbitrary<unknown> {
    if (pattern) return fc.stringMatching(new RegExp(pattern));
    return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 100) });
  }

  function arrays({ items = {}, minItems = 0, maxItems = 100 }: Schema, name: string) {
    const areIds = ['ids', 'add', 'remove'].includes(name);
    const element = areIds ? knownOr(known.media, unnamed(items)) : values(items, '');
    const most = Math.max(minItems, Math.min(maxItems, MOST_ELEMENTS));
    return fc.array(element, { minLength: minItems, maxLength: most });
  }

  function objects({ properties = {}, required = [] }: Schema): Arbitrary<unknown> {
    return fields(
      Object.entries(properties).map(([name, one]) => [name, values(one, name)]),
      required,
    );
  }

  return values;
}
