import { createHash } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import type { ApiAnswer, ApiRequest, Service } from './network.ts';

export interface StoredObject {
  readonly version: string;
  readonly bytes: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

export interface S3Options {
  /** The buckets that keep versions. */
  readonly versioned: ReadonlySet<string>;
  /** Told of each object that was written, as S3's event notifications are. */
  readonly onCreated: (bucket: string, key: string) => void;
}

export type S3 = ReturnType<typeof createS3>;

const error = (status: number, code: string): ApiAnswer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
});

/** S3 as far as the product calls it for objects of one PUT, with versions and conditional writes. */
export function createS3({ versioned, onCreated }: S3Options) {
  /** By `<bucket>/<key>`, the oldest version first. */
  const objects = new Map<string, StoredObject[]>();
  let versions = 0;

  const current = (place: string) => objects.get(place)?.at(-1);

  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html */
  function put(bucket: string, key: string, { headers, body }: ApiRequest): ApiAnswer {
    const place = `${bucket}/${key}`;
    if (headers['if-none-match'] === '*' && current(place)) return error(412, 'PreconditionFailed');
    const sha256 = createHash('sha256').update(body).digest('base64');
    const claimed = headers['x-amz-checksum-sha256'];
    if (claimed !== undefined && claimed !== sha256) return error(400, 'BadDigest');
    const version = versioned.has(bucket) ? `v${++versions}` : 'null';
    const object = {
      version,
      bytes: body,
      headers: {
        ...kept(headers),
        etag: `"${sha256}"`,
        ...(claimed === undefined ? {} : { 'x-amz-checksum-sha256': sha256 }),
      },
    };
    objects.set(place, versioned.has(bucket) ? [...(objects.get(place) ?? []), object] : [object]);
    onCreated(bucket, key);
    return { status: 200, headers: { etag: object.headers.etag } };
  }

  function get(bucket: string, key: string, withBody: boolean): ApiAnswer {
    const object = current(`${bucket}/${key}`);
    if (!object) return withBody ? error(404, 'NoSuchKey') : { status: 404 };
    const { headers, bytes } = object;
    return withBody
      ? { status: 200, headers, body: bytes }
      : { status: 200, headers: { ...headers, 'content-length': String(bytes.length) } };
  }

  function list(bucket: string, prefix: string): ApiAnswer {
    const found = [...objects]
      .filter(([place]) => place.startsWith(`${bucket}/${prefix}`))
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flatMap(([place, all]) =>
        all.map(({ version, bytes }, at) => {
          const key = place.slice(bucket.length + 1);
          const isLatest = at === all.length - 1;
          return `<Version><Key>${key}</Key><VersionId>${version}</VersionId><IsLatest>${isLatest}</IsLatest><Size>${bytes.length}</Size></Version>`;
        }),
      );
    return {
      status: 200,
      headers: { 'content-type': 'application/xml' },
      body: `<?xml version="1.0"?><ListVersionsResult><IsTruncated>false</IsTruncated>${found.join('')}</ListVersionsResult>`,
    };
  }

  function remove(bucket: string, body: Buffer): ApiAnswer {
    const { Delete } = new XMLParser({
      parseTagValue: false,
      isArray: (name) => name === 'Object',
    }).parse(body.toString()) as { Delete: { Object: { Key: string; VersionId: string }[] } };
    for (const { Key, VersionId } of Delete.Object) {
      const place = `${bucket}/${Key}`;
      const left = (objects.get(place) ?? []).filter(({ version }) => version !== VersionId);
      if (left.length > 0) objects.set(place, left);
      else objects.delete(place);
    }
    return {
      status: 200,
      headers: { 'content-type': 'application/xml' },
      body: '<?xml version="1.0"?><DeleteResult></DeleteResult>',
    };
  }

  const placeOf = ({ host, path }: ApiRequest) => {
    const [bucket = host] = host.split('.');
    return { bucket, key: decodeURIComponent(path.slice(1)) };
  };

  const service: Service = {
    answer: (request) => {
      const { bucket, key } = placeOf(request);
      const { method, query, body } = request;
      if (method === 'PUT') return put(bucket, key, request);
      if (method === 'HEAD') return get(bucket, key, false);
      if (method === 'GET' && 'versions' in query) return list(bucket, String(query.prefix ?? ''));
      if (method === 'GET') return get(bucket, key, true);
      if (method === 'POST' && 'delete' in query) return remove(bucket, body);
      return error(501, 'NotImplemented');
    },
    throttled: error(503, 'SlowDown'),
    describe: (request) => {
      const { bucket, key } = placeOf(request);
      const { method, query } = request;
      const what =
        'versions' in query ? `list ${query.prefix}` : 'delete' in query ? 'delete' : key;
      return `s3 ${method} ${bucket}/${what}`;
    },
  };
  return { service, objects: (): ReadonlyMap<string, readonly StoredObject[]> => objects };
}

/** The properties that S3 stores and returns with an object. */
const kept = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => name === 'content-type' || name.startsWith('x-amz-meta-'),
    ),
  );
