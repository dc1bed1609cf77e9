import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newFolder } from '@galeria/testing';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { jpegLike } from './support/bytes.ts';
import { curl } from './support/curl.ts';
import { runUploader } from './support/uploader.ts';

// Without a cloud: every endpoint refuses connections.
let base: string;
let folder: string;

beforeAll(async () => {
  folder = await newFolder();
  base = (await runUploader(await newFolder())).address!;
});

test('answers only to loopback host names, and to no page of another origin', async () => {
  const { port } = new URL(base);
  const status = async (...headers: string[]) =>
    (await curl(...headers.flatMap((header) => ['-H', header]), `${base}/readyz`)).body.code;
  expect(await status('Host: galeria.example')).toBe('host-forbidden');
  expect(await status('Host: 127.0.0.1.example')).toBe('host-forbidden');
  expect(await status('Origin: https://galeria.example')).toBe('origin-forbidden');
  expect(await status('Origin: http://localhost:1')).toBe('origin-forbidden');
  expect(await status('Origin: null')).toBe('origin-forbidden');
  expect(await status(`Host: localhost:${port}`, `Origin: http://localhost:${port}`)).toBe(
    undefined,
  );
});

describe('a page of another site', () => {
  const answer = (path: string, site: string, mode = 'no-cors', dest = 'image', method = 'GET') =>
    curl(
      ...['-X', method, '-H', `Sec-Fetch-Site: ${site}`],
      ...['-H', `Sec-Fetch-Mode: ${mode}`, '-H', `Sec-Fetch-Dest: ${dest}`],
      base + path,
    );
  const forbidden = { status: 403, body: { code: 'origin-forbidden' } };
  const known = async () => {
    const path = join(folder, 'known.jpg');
    await writeFile(path, jpegLike(1_500));
    const { body } = await curl('-F', `f=@${path}`, `${base}/uploads`);
    return body.uploads[0].id as string;
  };

  test.each(['cross-site', 'same-site'])(
    'does not learn whether a file exists (%s)',
    async (site) => {
      for (const id of [await known(), '0'.repeat(64)]) {
        for (const path of [`/media/${id}`, `/media/${id}/original`]) {
          expect(await answer(path, site)).toMatchObject(forbidden);
          expect(await answer(path, site, 'navigate', 'iframe')).toMatchObject(forbidden);
          expect(await answer(path, site, 'navigate', 'document')).toMatchObject(forbidden);
        }
      }
      expect(await answer('/readyz', site, 'cors', 'empty')).toMatchObject(forbidden);
      expect(await answer('/uploads', site, 'no-cors', 'empty', 'POST')).toMatchObject(forbidden);
    },
  );

  test('may link to public routes', async () => {
    expect((await answer('/readyz', 'cross-site', 'navigate', 'document')).status).toBe(200);
  });

  test('may embed no response', async () => {
    const paths = ['/', '/readyz', '/media', `/media/${await known()}`, '/nowhere', '/media/%zz'];
    for (const path of paths) {
      const { headers } = await fetch(base + path);
      expect([path, headers.get('cross-origin-resource-policy')]).toEqual([path, 'same-origin']);
    }
  });
});

test('serves its own page and typed URLs', async () => {
  for (const site of ['same-origin', 'none']) {
    const { status } = await curl('-H', `Sec-Fetch-Site: ${site}`, `${base}/readyz`);
    expect(status).toBe(200);
  }
});
