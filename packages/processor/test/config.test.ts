import { PassThrough } from 'node:stream';
import { EnvironmentError } from '@galeria/config';
import type { Derive, Metadata, Rendition } from '@galeria/media';
import { isolationInForce } from '@galeria/media/isolation';
import { createHandler, readConfig } from '@galeria/processor';
import { describe, expect, test } from '@jest/globals';
import { createLog } from '../src/log.ts';

const complete = {
  GALERIA_KIND: 'image',
  GALERIA_TABLE: 'catalog',
  GALERIA_ORIGINALS_BUCKET: 'originals',
  GALERIA_GALLERY_BUCKET: 'gallery',
  GALERIA_QUEUE_URL: 'http://127.0.0.1:1/queue',
  AWS_REGION: 'eu-central-1',
};

describe('the configuration', () => {
  test('is read from the environment', () => {
    const { kind, ...rest } = readConfig(complete);
    expect(kind.name).toBe('image');
    expect(rest).toEqual({
      table: 'catalog',
      originalsBucket: 'originals',
      galleryBucket: 'gallery',
      queueUrl: 'http://127.0.0.1:1/queue',
      region: 'eu-central-1',
    });
  });

  test.each(Object.keys(complete))('an error names the missing variable %s', (name) => {
    for (const value of [undefined, '', ' ']) {
      const read = () => readConfig({ ...complete, [name]: value });
      expect(read).toThrow(EnvironmentError);
      expect(read).toThrow(`${name} must be set`);
    }
  });

  test('an unknown kind is rejected', () => {
    expect(() => readConfig({ ...complete, GALERIA_KIND: 'hologram' })).toThrow('hologram');
  });

  test("a function with another kind's environment does not start", () => {
    const derive = () => Promise.reject(new Error('never called'));
    const start = () => createHandler(derive, 'audio', readConfig(complete));
    expect(start).toThrow('image, not audio');
  });

  test('a decoder of one kind does not compile as the function of another', () => {
    const image: Derive<Rendition, Metadata<'image'>> = () =>
      Promise.reject(new Error('not called'));
    // @ts-expect-error The compiler reports it if the next line has no type error.
    const start = () => createHandler(image, 'audio', readConfig(complete));
    expect(start).toThrow('image, not audio');
    const untyped: Derive = () => Promise.reject(new Error('not called'));
    // @ts-expect-error
    const startUntyped = () => createHandler(untyped, 'audio', readConfig(complete));
    expect(startUntyped).toThrow('image, not audio');
  });

  test('the isolation of the decoder is logged once, with the requirements of a stronger one', () => {
    const output = new PassThrough();
    const derive = () => Promise.reject(new Error('never called'));
    createHandler(derive, 'image', readConfig(complete), createLog(output));
    const lines = String(output.read()).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        time: expect.any(String),
        level: 'info',
        message: 'decoder isolation',
        isolation: expect.stringMatching(/^(?:namespaces|no-new-privileges|permissions)$/),
        ...(isolationInForce().missing && { missing: isolationInForce().missing }),
      },
    ]);
  });
});
