import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { read } from './documents.ts';
import { describedPdf, pdf } from './pdf.ts';

/** Poppler's pdfinfo (Debian package poppler-utils), an independent parser. */
const isThere = spawnSync('pdfinfo', ['-v']).status === 0;
if (!isThere)
  console.warn('pdfinfo is missing (Debian: poppler-utils): PDF metadata is not compared');

/** Its fields by their names; `-isodates` writes dates as ISO 8601. */
function pdfinfo(bytes: Uint8Array, ...options: string[]): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'galeria-pdfinfo-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), bytes);
    const said = execFileSync('pdfinfo', ['-isodates', ...options, join(folder, 'a.pdf')], {
      encoding: 'utf8',
      env: { ...process.env, TZ: 'UTC' },
    });
    const lines = said.split('\n').flatMap((line) => /^([\w ]+): +(.*)$/.exec(line) ?? []);
    const fields: [string, string][] = [];
    for (let at = 0; at < lines.length; at += 3) fields.push([lines[at + 1]!, lines[at + 2]!]);
    return Object.fromEntries(fields);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The specification of EXIF 2.2, which comes inside the npm package `exif-js`. */
const specification = fileURLToPath(
  new URL('spec/Exif2-2.pdf', import.meta.resolve('exif-js/package.json')),
);

const samples: Readonly<Record<string, () => Promise<Buffer>>> = {
  'a described one': () => describedPdf(),
  'an old one, in letter': () => describedPdf({ pdfVersion: '1.3', size: 'LETTER' }),
  'one that only forbids something': () => describedPdf({ ownerPassword: 'praia' }),
  'one of 25 pages on their sides': () =>
    pdf(
      (document) => {
        for (let page = 2; page <= 25; page++) document.addPage();
      },
      { layout: 'landscape', size: 'A5', info: { Title: '月と潮', Author: 'Ωμέγα' } },
    ),
  'a real one of 154 pages': () => readFile(specification),
  'a tagged one that says nothing': () => pdf(() => {}, { tagged: true, pdfVersion: '1.5' }),
};

const MM_PER_POINT = 25.4 / 72;

(isThere ? describe : describe.skip)('the metadata equals that of pdfinfo', () => {
  test.each(Object.entries(samples))('of %s', async (_name, make) => {
    const bytes = await make();
    const { metadata } = await read(bytes);
    const theirs = pdfinfo(bytes);
    const [, width, height] = /^([\d.]+) x ([\d.]+) pts/.exec(theirs['Page size']!)!;
    const millimetres = (points: string) => Math.round(Number(points) * MM_PER_POINT);
    expect({
      title: metadata.title,
      author: metadata.author,
      subject: metadata.subject,
      keywords: (metadata.keywords as string[] | undefined)?.join(', '),
      creator: metadata.creator,
      producer: metadata.producer,
      created: Date.parse(metadata.created as string),
      pages: metadata.pages,
      pdfVersion: metadata.pdfVersion,
      encrypted: metadata.encrypted,
      tagged: metadata.tagged,
      scripted: metadata.scripts !== 0,
      pageSize: metadata.pageSize,
    }).toEqual({
      title: theirs.Title,
      author: theirs.Author,
      subject: theirs.Subject,
      keywords: theirs.Keywords,
      creator: theirs.Creator,
      producer: theirs.Producer,
      created: Date.parse(theirs.CreationDate!.replace(/([+-]\d\d)$/, '$1:00')),
      pages: Number(theirs.Pages),
      pdfVersion: theirs['PDF version'],
      encrypted: theirs.Encrypted!.startsWith('yes'),
      tagged: theirs.Tagged === 'yes',
      scripted: theirs.JavaScript === 'yes',
      pageSize: `${millimetres(width!)} × ${millimetres(height!)} mm`,
    });
  });
});
