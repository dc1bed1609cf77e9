import {
  isMediaId,
  isUploadId,
  kindByName,
  kinds,
  MediaError,
  type MediaId,
  newUploadId,
  objectCreatedMessage,
  originalKey,
  originalPrefix,
  parseObjectCreated,
  parseOriginalKey,
  renditionKey,
  uploadKey,
} from '@galeria/media';
import { describe, expect, test } from '@jest/globals';

const id = 'a1'.repeat(32);

describe('ids', () => {
  test('a media id is a SHA-256 in lower-case hexadecimal', () => {
    expect(isMediaId(id)).toBe(true);
    for (const wrong of ['', id.slice(1), `${id}0`, id.toUpperCase(), `${id.slice(1)}/`]) {
      expect(isMediaId(wrong)).toBe(false);
    }
  });

  test('a text that is no id is still a string', () => {
    const text: string = 'holiday.jpg';
    expect(isMediaId(text) || isUploadId(text) || text.toUpperCase()).toBe('HOLIDAY.JPG');
    const narrowed = isMediaId(text) ? text : text.split('.');
    expect(narrowed satisfies MediaId | string[]).toEqual(['holiday', 'jpg']);
  });

  test('a text that is a media id has its type, which is not that of an upload id', () => {
    const text: string = id;
    expect(isMediaId(text)).toBe(true);
    if (!isMediaId(text)) return;
    expect(renditionKey(text, 'a.webp')).toBe(`r/${id}/a.webp`);
    // @ts-expect-error The compiler reports it if the next line has no type error.
    expect(uploadKey(text)).toBe(`uploads/${id}.json`);
    // @ts-expect-error
    expect(renditionKey(newUploadId(), 'a.webp')).toMatch(/^r\/.{26}\/a\.webp$/);
  });

  test('an upload id is a ULID, and later ones sort after earlier ones', () => {
    const [earlier, later] = [newUploadId(1_000), newUploadId(2_000)];
    expect(isUploadId(earlier) && isUploadId(later)).toBe(true);
    expect(earlier < later).toBe(true);
    expect(isUploadId(id)).toBe(false);
  });
});

describe('keys', () => {
  test("an original's key is parsed into kind and id", () => {
    expect(originalKey('image', id)).toBe(`originals/image/${id}`);
    expect(parseOriginalKey(originalKey('image', id))).toEqual({ kind: 'image', id });
    expect(originalKey('image', id).startsWith(originalPrefix('image'))).toBe(true);
  });

  test.each([
    'originals/image',
    `originals//${id}`,
    `originals/image/${id}/x`,
    `other/image/${id}`,
    'originals/image/../../secret',
    uploadKey(newUploadId()),
    renditionKey(id, '2560.v4.jpg'),
  ])("%s is not an original's key", (key) => {
    expect(parseOriginalKey(key)).toBeUndefined();
  });
});

describe('S3 events', () => {
  test('a message of ours is read like one of S3', () => {
    const created = { bucket: 'originals', key: 'originals/image/a b+ç.jpg' };
    expect(parseObjectCreated(objectCreatedMessage(created))).toEqual([created]);
  });

  test("S3's own message, with its encoded key", () => {
    const record = { s3: { bucket: { name: 'b' }, object: { key: 'a+b%2Bc%C3%A7' } } };
    const other = { s3: { bucket: { name: 'b' }, object: { key: 'd' } } };
    expect(parseObjectCreated(JSON.stringify({ Records: [record, other] }))).toEqual([
      { bucket: 'b', key: 'a b+cç' },
      { bucket: 'b', key: 'd' },
    ]);
  });

  test('the test event has no object', () => {
    const body = JSON.stringify({ Service: 'Amazon S3', Event: 's3:TestEvent', Bucket: 'b' });
    expect(parseObjectCreated(body)).toEqual([]);
  });

  test('anything else is an error, so that it ends as a dead letter', () => {
    expect(() => parseObjectCreated('not JSON')).toThrow();
    expect(() => parseObjectCreated('{"Records":[{}]}')).toThrow();
  });
});

describe('the registry', () => {
  test.each(kinds.map((kind) => [kind.name, kind] as const))('%s keeps the rules', (name, kind) => {
    expect(name).toMatch(/^[a-z]+$/);
    expect(kindByName(name)).toBe(kind);
    for (const mimeType of kind.mimeTypes) {
      expect(kinds.filter((other) => other.mimeTypes.includes(mimeType))).toEqual([kind]);
    }
    expect(kind.processor.maximumConcurrency).toBeGreaterThanOrEqual(2);
    expect(kind.processor.ephemeralStorageMiB).toBeGreaterThanOrEqual(512);
    expect(kind.limits.maxBytes).toBeLessThan(kind.processor.ephemeralStorageMiB * 2 ** 20);
  });

  test('every kind has the code that its descriptor promises', async () => {
    for (const { name } of kinds) {
      const module = (await import(`@galeria/media/${name}`)) as { derive: unknown };
      expect(typeof module.derive).toBe('function');
    }
  });
});

test('an error is told by its code and keeps its cause', () => {
  const cause = new Error('the decoder gave up');
  const error = new MediaError('corrupt', { detail: 'its header cannot be read', cause });
  expect(error).toMatchObject({ name: 'MediaError', code: 'corrupt', cause });
  expect(error.message).toBe(`${error.title}: its header cannot be read`);
});
