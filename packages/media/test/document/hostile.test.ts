import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cuts, TEST_MUTATIONS, TEST_STEP } from '../../fuzz/cuts.ts';
import { type Judge, openJudge } from '../../fuzz/judge.ts';
import { seeded } from '../../fuzz/random.ts';
import { mutateDocument } from '../../fuzz/repack.ts';
import { derive } from '../../src/document/isolated.ts';
import { limits } from '../../src/document/limits.ts';
import { childrenPeakBytes, isolate } from '../../src/isolation/index.ts';
import { SNIFF_BYTES } from '../../src/sniff.ts';
import { epub } from './books.ts';
import { read, readOnly } from './documents.ts';
import { compoundFile, docx } from './office.ts';
import { describedPdf, rawPdf, stream } from './pdf.ts';
import { makers, mimeTypeOf } from './samples.ts';
import { wordDocument, zip } from './zips.ts';

/** The product's reader without pictures, in a process of its own. */
const withoutPictures = isolate(new URL('./read.process.ts', import.meta.url), limits.reader);

let judge: Judge;
let readJudge: Judge;
let sound: Buffer;
beforeAll(async () => {
  judge = await openJudge(derive);
  readJudge = await openJudge(withoutPictures);
  sound = await docx();
});
afterAll(() => Promise.all([judge.close(), readJudge.close()]));

const outcomeOf = async (file: Uint8Array, mimeType?: string) =>
  (await judge.judge(file, mimeType)).outcome;

/** `ready`, or a code: never an error that would be tried again, never a lost reader. */
const REASONED =
  /^(?:ready|corrupt|format-unsupported|expands-too-far|too-large|too-slow|too-much-memory)$/;

/**
 * The memory limit of the reader's process in bytes, and the growth that may pass between two
 * measurements.
 */
const MEMORY_BYTES = 1_000_000_000;

/** Ends as it should, in bounded memory, and the next file is none the worse. */
async function endsAs(file: Uint8Array, outcome: string | RegExp): Promise<void> {
  expect(await outcomeOf(file)).toMatch(outcome);
  expect(await outcomeOf(sound)).toBe('ready');
}

describe('damaged files', () => {
  test.each(Object.keys(makers))(
    'a %s truncated at every fourth per cent is ready or fails with a code',
    async (name) => {
      const whole = await makers[name]!();
      for (const cut of cuts(whole, TEST_STEP)) {
        const { outcome } = await readJudge.judge(cut, mimeTypeOf(name));
        expect(outcome).toMatch(REASONED);
      }
      expect((await readJudge.judge(whole, mimeTypeOf(name))).outcome).toBe('ready');
    },
  );

  test('a hundred mutations are ready or fail with a code, and do not affect the next document', async () => {
    const random = seeded(2024);
    const samples = await Promise.all(Object.values(makers).map((make) => make()));
    for (let index = 0; index < TEST_MUTATIONS; index++) {
      const file = await mutateDocument(random.pick(samples), random.pick(samples), random);
      expect((await readJudge.judge(file)).outcome).toMatch(REASONED);
    }
    expect((await readJudge.judge(sound)).outcome).toBe('ready');
  });
});

describe('files that do not match their signature', () => {
  test.each([
    ['a PDF with only a header', Buffer.from('%PDF-1.7\nno page')],
    ['a word document without one', zip({ '[Content_Types].xml': '<a/>', 'word/a': 'a' })],
    ['a book without a container', zip({ mimetype: 'application/epub+zip' })],
    ['a text that is none', Buffer.concat([Buffer.alloc(SNIFF_BYTES, 'a'), Buffer.alloc(9, 1)])],
    ['a text of NULs', Buffer.concat([Buffer.alloc(SNIFF_BYTES, 'a'), Buffer.alloc(SNIFF_BYTES)])],
    ['JSON that goes wrong', Buffer.from(`[${'1,'.repeat(SNIFF_BYTES)}oops]`)],
  ])('%s', async (_name, file) => {
    await endsAs(await file, /corrupt|format-unsupported/);
  });

  test('an entry must have the size and checksum of the directory', async () => {
    const package_ = await wordDocument('<w:t>a</w:t>');
    for (const offset of [16, 24]) {
      const lying = Buffer.from(package_);
      const entry = lying.lastIndexOf('word/document.xml') - 46;
      lying[entry + offset]! ^= 1;
      await endsAs(lying, 'corrupt');
    }
  });
});

describe('files that expand', () => {
  test('a package with an unpacked size above the limit', async () => {
    const blanks = Buffer.alloc(limits.zip.maxUnpackedBytes, ' ');
    await endsAs(await wordDocument(blanks), 'expands-too-far');
  });

  test('a cover with an unpacked size above the limit', async () => {
    const bomb = await epub({ 'OPS/cover.jpg': Buffer.alloc(limits.zip.maxPartBytes + 1) });
    await endsAs(bomb, 'expands-too-far');
  });

  test('a package with too many entries', async () => {
    const many = await wordDocument('<w:t>a</w:t>');
    // APPNOTE 6.3.10, 4.3.16: the number of entries, on this disk and in all.
    many.writeUInt16LE(limits.zip.maxEntries + 1, many.length - 14);
    many.writeUInt16LE(limits.zip.maxEntries + 1, many.length - 12);
    await endsAs(many, 'expands-too-far');
  });

  test('nested entities', async () => {
    const entities = Array.from({ length: 30 }, (_, level) =>
      level === 0 ? '<!ENTITY e0 "bum">' : `<!ENTITY e${level} "${`&e${level - 1};`.repeat(10)}">`,
    );
    const bomb = `<!DOCTYPE w:document [${entities.join('')}]>`;
    await endsAs(await wordDocument('<w:t>&e29;</w:t>', bomb), 'corrupt');
    const outside = '<!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/passwd">]>';
    await endsAs(await wordDocument('<w:t>&e;</w:t>', outside), 'corrupt');
  });

  test('elements nested a hundred thousand levels deep', async () => {
    const deep = '<w:p>'.repeat(100_000) + '</w:p>'.repeat(100_000);
    await endsAs(await wordDocument(deep), 'corrupt');
    await endsAs(Buffer.from(`{\\rtf1${'{'.repeat(1e6)}`), 'corrupt');
    await endsAs(Buffer.from('['.repeat(5e6)), 'corrupt');
    await endsAs(Buffer.from(`<!doctype html>${'<div>'.repeat(2e4)}`), REASONED);
  });

  test('one line of 20 MB, one record of 20 MB', async () => {
    await endsAs(Buffer.alloc(20 * 2 ** 20, 'a'), 'ready');
    const record = Buffer.concat([Buffer.from('a,"'), Buffer.alloc(20 * 2 ** 20, 'a')]);
    expect(await outcomeOf(record, 'text/csv')).toBe('corrupt');
  });
});

describe('PDF', () => {
  test('a cyclic page tree', async () => {
    const cyclic = rawPdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R 2 0 R]/Count 900000>>',
      '<</Type/Pages/Kids[2 0 R 3 0 R]/Parent 2 0 R/Count 900000>>',
    ]);
    await endsAs(cyclic, REASONED);
  });

  const onePage = (content: Buffer) =>
    rawPdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 900]/Contents 4 0 R>>',
      stream('/Filter/FlateDecode', deflateSync(content)),
    ]);

  test('a content stream that would take minutes', async () => {
    const curve = '0 0 m 9 900 700 900 600 0 c 600 900 0 900 0 0 c b*\n';
    const slow = onePage(Buffer.from(curve.repeat(400_000)));
    expect(slow.length).toBeLessThan(100_000);
    await endsAs(slow, 'too-slow');
  });

  test('a page with a picture of 20,000 × 20,000 pixels', async () => {
    const picture =
      '/Type/XObject/Subtype/Image/Width 20000/Height 20000/BitsPerComponent 1/ColorSpace/DeviceGray';
    const pixels = deflateSync(Buffer.alloc(20_000 * 2500, 0x55), { level: 1 });
    const large = rawPdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 R/Resources<</XObject<</a 5 0 R>>>>>>',
      stream('', Buffer.from('500 0 0 500 0 0 cm /a Do')),
      stream(`${picture}/Filter/FlateDecode`, pixels),
    ]);
    await endsAs(large, REASONED);
  });

  test.each([
    [14_400, 14_400],
    [1e9, 1],
    [0.001, 0.001],
    [0, 0],
  ])('a page of %d × %d points', async (width, height) => {
    const page = rawPdf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]>>`,
    ]);
    await endsAs(page, 'ready');
  });

  test('one with a password is kept with its public metadata', async () => {
    const locked = await describedPdf({ userPassword: 'maré', ownerPassword: 'praia' });
    expect(await read(locked)).toMatchObject({
      metadata: { format: 'pdf', pdfVersion: '1.7', encrypted: true },
      renditions: [],
      note: { code: 'encrypted' },
    });
  });

  test('one with restricted permissions is read', async () => {
    const { metadata, pictures } = await read(await describedPdf({ ownerPassword: 'praia' }));
    expect(metadata).toMatchObject({ encrypted: true, pages: 2 });
    expect(pictures.length).toBeGreaterThan(3);
  });

  test('scripts are counted but not run', async () => {
    const scripted = rawPdf([
      '<</Type/Catalog/Pages 2 0 R/OpenAction 4 0 R/Names<</JavaScript<</Names[(a)4 0 R]>>>>>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 90]>>',
      '<</S/JavaScript/JS(while\\(true\\);)>>',
    ]);
    expect((await read(scripted)).metadata).toMatchObject({ scripts: 1 });
  });
});

describe('encrypted packages', () => {
  test('an Office file with a password is kept, and a binary one with its name is not', async () => {
    const locked = compoundFile('Root Entry', 'EncryptionInfo', 'EncryptedPackage');
    expect(await readOnly(locked, 'a.xlsx')).toMatchObject({
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      metadata: { encrypted: true },
      note: 'encrypted',
    });
    const binary = readOnly(compoundFile('Root Entry', 'WordDocument'), 'a.docx');
    await expect(binary).rejects.toMatchObject({ code: 'format-unsupported' });
  });

  test('an OpenDocument manifest lists encrypted parts', async () => {
    const manifest =
      '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">' +
      '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>' +
      '</manifest:file-entry></manifest:manifest>';
    const locked = await zip({
      mimetype: 'application/vnd.oasis.opendocument.text',
      'content.xml': 'no XML at all',
      'META-INF/manifest.xml': manifest,
    });
    expect(await read(locked)).toMatchObject({
      metadata: { format: 'odt', encrypted: true },
      note: { code: 'encrypted' },
    });
  });

  test('a book with encrypted chapters keeps its title; one with encrypted fonts is read', async () => {
    const encryption = (uri: string) =>
      '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">' +
      '<enc:EncryptedData xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:CipherData>' +
      `<enc:CipherReference URI="${uri}"/></enc:CipherData></enc:EncryptedData></encryption>`;
    const locked = await epub({ 'META-INF/encryption.xml': encryption('OPS/one.xhtml') });
    expect(await read(locked)).toMatchObject({
      metadata: { title: expect.any(String), encrypted: true },
      renditions: [],
      note: { code: 'encrypted' },
    });
    const fonts = await epub({ 'META-INF/encryption.xml': encryption('OPS/font.otf') });
    expect((await read(fonts)).metadata.encrypted).toBeUndefined();
  });
});

test('no reader exceeded the memory limit', () => {
  expect(childrenPeakBytes()).toBeLessThan(MEMORY_BYTES * 1.5);
});
