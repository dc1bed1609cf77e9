import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { derive } from '@galeria/media/image';
import { describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { sizeOfDrawing } from '../../src/image/read/drawing.ts';
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
      '2560.v4.jpg 2560x1707',
      '2560.v4.webp 2560x1707',
      '1280.v4.webp 1280x853',
    ]);
    expect(derivation.renditions.map(({ mimeType }) => mimeType)).not.toContain('image/svg+xml');
    const expected = await quarters(300, 200).png().toBuffer();
    expect(await distance(bodyOf(derivation, '2560.v4.webp'), expected)).toBeLessThan(3);
  });

  test.each([
    ['width="20mm" height="10mm" viewBox="0 0 300 150"', [76, 38]],
    ['width="4in" height="2in" viewBox="0 0 300 150"', [384, 192]],
    ['width="75pt" height="37.5pt"', [100, 50]],
    ['width="100%" height="100%" viewBox="0 0 300 150"', [300, 150]],
    ['width="300" viewBox="0 0 100 50"', [300, 150]],
    ['viewBox="0 0 1000000 500000"', [1_000_000, 500_000]],
    ['width="1e9" height="5e8" viewBox="0 0 2 1"', [1e9, 5e8]],
    ["width='30' height='15'", [30, 15]],
  ])('with %s fills the largest box', async (attributes, [width, height]) => {
    const inner = `<rect width="50%" height="100%" fill="rgb(208,48,48)"/>
      <rect x="50%" width="50%" height="100%" fill="rgb(48,80,192)"/>`;
    const derivation = await deriveFrom(svg(inner, attributes));
    expect(derivation.metadata).toMatchObject({ width, height });
    expect(summary(derivation)[0]).toBe('2560.v4.jpg 2560x1280');
    const halves = sharp(Buffer.from([208, 48, 48, 48, 80, 192]), {
      raw: { width: 2, height: 1, channels: 3 },
    });
    const expected = halves.resize(320, 160, { kernel: 'nearest', fit: 'fill' });
    expect(
      await distance(bodyOf(derivation, '320.v4.webp'), await expected.png().toBuffer()),
    ).toBeLessThan(4);
  });

  test('without any size is as large as what it draws', async () => {
    const inner = '<rect width="90" height="60" fill="rgb(208,48,48)"/>';
    const derivation = await deriveFrom(svg(inner, ''));
    expect(derivation.metadata).toMatchObject({ width: 90, height: 60 });
    const red = sharp({ create: { width: 9, height: 6, channels: 3, background: '#d03030' } });
    const expected = await red.png().toBuffer();
    expect(await distance(bodyOf(derivation, '320.v4.webp'), expected)).toBeLessThan(3);
  });

  test.each([
    ['compressed with gzip', (file: Buffer) => gzipSync(file)],
    ['in UTF-16', (file: Buffer) => Buffer.from(`\ufeff${file}`, 'utf16le')],
    [
      'in Latin-1',
      (file: Buffer) =>
        Buffer.from(`<?xml version="1.0" encoding="ISO-8859-1"?><!-- é -->${file}`, 'latin1'),
    ],
    ['behind a long comment', (file: Buffer) => Buffer.from(`<!--${'x'.repeat(9000)}-->${file}`)],
  ])('%s is the same drawing', async (_how, write) => {
    const file = Buffer.from(svg(drawing).toString());
    const expected = bodyOf(await deriveFrom(file), '320.v4.webp');
    expect(bodyOf(await deriveFrom(write(file)), '320.v4.webp')).toEqual(expected);
  });

  test('that unpacks beyond the size limit is refused', async () => {
    const bomb = deriveFrom(gzipSync(svg(' '.repeat(11 * 2 ** 20))));
    await expect(bomb).rejects.toMatchObject({ code: 'too-large' });
  });

  test('with millions of characters in its root element is measured', () => {
    const viewBox = 'viewBox="0 0 9 6"';
    const quotes = svg('', `${viewBox} a=${'""'.repeat(4 * 2 ** 20)}`);
    expect(sizeOfDrawing(quotes)).toEqual({ width: 9, height: 6 });
    const digits = svg('', `${viewBox} width="${'1'.repeat(2 ** 20)}!"`);
    expect(sizeOfDrawing(digits)).toEqual({ width: 9, height: 6 });
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
