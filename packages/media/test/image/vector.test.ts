import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { derive } from '@galeria/media/image';
import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { isolate } from '../../src/isolation/index.ts';
import type { Picture } from '../../src/kind.ts';
import { bodyOf, deriveFrom, distance, quarters, summary } from './pictures.ts';

const defaultLimits = { cpuMs: 60_000, wallMs: 300_000, memoryBytes: 1_000_000_000 };
/** The current limits, reduced for a drawing that need not be finished. */
const limits = { ...defaultLimits };
const isolated = isolate<Picture>(
  new URL('../../src/image/derive.process.ts', import.meta.url),
  limits,
);

const svg = (inner: string, attributes = 'width="300" height="200"') =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inner}</svg>`);

const drawing = `
  <rect width="150" height="100" fill="rgb(208,48,48)"/>
  <rect x="150" width="150" height="100" fill="rgb(48,160,64)"/>
  <rect y="100" width="150" height="100" fill="rgb(48,80,192)"/>
  <rect x="150" y="100" width="150" height="100" fill="rgb(224,208,64)"/>`;

describe('SVG', () => {
  test('is rasterised to fill the largest box', async () => {
    const derivation = await deriveFrom(svg(drawing));
    expect(derivation.mimeType).toBe('image/svg+xml');
    expect(derivation.metadata).toMatchObject({ format: 'svg', width: 300, height: 200 });
    expect(summary(derivation).slice(0, 3)).toEqual([
      '2560.v3.jpg 2560x1707',
      '2560.v3.webp 2560x1707',
      '1280.v3.webp 1280x853',
    ]);
    expect(derivation.renditions.map(({ mimeType }) => mimeType)).not.toContain('image/svg+xml');
    const expected = await quarters(300, 200).png().toBuffer();
    expect(await distance(bodyOf(derivation, '2560.v3.webp'), expected)).toBeLessThan(3);
  });

  test('unpainted areas are transparent', async () => {
    const { renditions } = await deriveFrom(
      svg('<circle cx="9" cy="9" r="2"/>', 'viewBox="0 0 180 9"'),
    );
    const { data } = await sharp(renditions[1]!.body).raw().toBuffer({ resolveWithObject: true });
    expect(data[3]).toBe(0);
  });

  test('loads no other files', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'galeria-test-'));
    try {
      const secret = join(folder, 'secret.png');
      await quarters(30, 20).png().toFile(secret);
      const references = [secret, `file://${secret}`, 'secret.png', 'http://127.0.0.1:1/a.png'];
      const path = join(folder, 'original');
      const inner = references.map(
        (href) => `<image href="${href}" width="300" height="200"/>
          <style>@import url("${href}");</style>
          <use href="${href}#a"/>`,
      );
      await writeFile(path, svg(inner.join('')));
      const { renditions } = await derive({ id: 'x', path, size: 1 });
      const { channels } = await sharp(renditions[1]!.body).stats();
      expect(channels.at(-1)!.max).toBe(0);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test.each([
    ['nested entities', entities(), /corrupt|too-/],
    ['nested elements', svg(uses(12)), /corrupt|too-|ready/],
    [
      'a side of a thousand million',
      svg('', 'width="1e9" height="1e9"'),
      /corrupt|too-many-pixels/,
    ],
    ['no size at all', svg('', 'width="0" height="0"'), /corrupt/],
    ['a blur over everything', svg(blur()), /corrupt|too-|ready/],
  ])(
    '%s: refused or rendered in time',
    async (_name, file, expected) => {
      Object.assign(limits, { cpuMs: 1200 });
      const outcome = await deriveFrom(file, isolated).then(
        () => 'ready',
        (error: { code: string }) => error.code,
      );
      expect(outcome).toMatch(expected);
      Object.assign(limits, defaultLimits);
      const next = await deriveFrom(svg(drawing), isolated);
      expect(next.renditions.length).toBeGreaterThan(3);
    },
    300_000,
  );

  test('a drawing above the size limit is refused unread', async () => {
    const large = deriveFrom(svg(' '.repeat(11 * 2 ** 20)));
    await expect(large).rejects.toMatchObject({ code: 'too-large' });
  });
});

/** A thousand million laughs. */
function entities(): Buffer {
  const lines = Array.from(
    { length: 9 },
    (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`,
  );
  return Buffer.from(
    `<!DOCTYPE svg [<!ENTITY e0 "ha">${lines.join('')}]>
     <svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">&e9;</text></svg>`,
  );
}

/** Each group shows the one before it ten times. */
function uses(depth: number): string {
  const groups = Array.from({ length: depth }, (_, level) => {
    const inner = level === 0 ? '<rect width="9" height="9"/>' : `<use href="#g${level - 1}"/>`;
    return `<g id="g${level}">${inner.repeat(10)}</g>`;
  });
  return groups.join('');
}

function blur(): string {
  return `
  <filter id="f" x="-9" y="-9" width="19" height="19">
    ${'<feGaussianBlur stdDeviation="500"/><feTurbulence numOctaves="99"/>'.repeat(30)}
  </filter>
  <rect width="300" height="200" filter="url(#f)"/>`;
}
