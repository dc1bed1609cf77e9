import { type ClockTime, readClockTime } from '../../../dates/local-time.ts';
import { defined } from '../../../defined.ts';
import { limits } from '../../limits.ts';
import { clean, latin1OrUtf8 } from '../exif/values.ts';
import { type Caption, keywords, names } from './captions.ts';

/** IPTC-NAA IIM 4.2, chapter 6: the datasets to read of record 2 (application). */
const RECORD = 2;
const datasets = {
  title: 5,
  keywords: 25,
  created: 55,
  createdAt: 60,
  byline: 80,
  headline: 105,
  copyright: 116,
  description: 120,
} as const;

const MARKER = 0x1c;
const HEADER_BYTES = 5;
const EXTENDED = 0x8000;

/** The values of record 2 by dataset. */
export type IptcValues = ReadonlyMap<number, readonly string[]>;

/** Reads an IPTC-IIM block. Never throws. */
export function iptcValues(block: Uint8Array): IptcValues {
  const found = new Map<number, string[]>();
  if (block.length > limits.maxPacketBytes) return found;
  for (const { record, dataset, value } of readDatasets(unwrap(block))) {
    if (record !== RECORD) continue;
    const values = [...(found.get(dataset) ?? []), latin1OrUtf8(value)];
    found.set(dataset, values);
    if (values.length > limits.maxKeywords) break;
  }
  return found;
}

/** Reads what people write about a picture. */
export function captionOfIptc(values: IptcValues): Caption {
  const first = (dataset: number) => clean(values.get(dataset)?.[0] ?? '');
  return defined({
    title: first(datasets.title),
    headline: first(datasets.headline),
    description: first(datasets.description),
    keywords: keywords(values.get(datasets.keywords) ?? []),
    artist: names(values.get(datasets.byline) ?? []),
    copyright: first(datasets.copyright),
  });
}

/**
 * Reads when the content was created. IIM, 2:55: `CCYYMMDD`, in which an unknown month or day is 00; 2:60:
 * `HHMMSS±HHMM`.
 */
export function iptcCreated(values: IptcValues): ClockTime | undefined {
  const [, year, month, day] =
    /^(\d{4})(\d\d)(\d\d)$/.exec(values.get(datasets.created)?.[0] ?? '') ?? [];
  if (year === undefined) return undefined;
  if (month === '00') return readClockTime(year);
  if (day === '00') return readClockTime(`${year}-${month}`);
  const time = /^(\d\d)(\d\d)(\d\d)([+-]\d{4})?$/.exec(values.get(datasets.createdAt)?.[0] ?? '');
  const date = `${year}-${month}-${day}`;
  if (!time) return readClockTime(date);
  const [, hour, minute, second, zone = ''] = time;
  return readClockTime(`${date}T${hour}:${minute}:${second}${zone}`) ?? readClockTime(date);
}

/** IIM, 1.5: a marker, record, dataset, length, and the value; extended lengths are not supported. */
function* readDatasets(block: Buffer) {
  let at = 0;
  while (at + HEADER_BYTES <= block.length && block[at] === MARKER) {
    const length = block.readUInt16BE(at + 3);
    const end = at + HEADER_BYTES + length;
    if (length & EXTENDED || end > block.length) return;
    const value = block.subarray(at + HEADER_BYTES, end);
    yield { record: block[at + 1], dataset: block.readUInt8(at + 2), value };
    at = end;
  }
}

/** The resource of Photoshop's image resource block that holds IPTC-IIM. */
const IPTC_RESOURCE = 0x0404;
const SIGNATURE = '8BIM';

/**
 * Returns the IPTC block, which is among Photoshop's image resources in a JPEG and bare in a TIFF.
 *
 * Adobe Photoshop File Formats Specification, Image Resource Blocks: a signature, an identifier, a
 * Pascal string padded to even, a length, and data padded to even.
 */
function unwrap(block: Uint8Array): Buffer {
  const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
  let at = bytes.indexOf(SIGNATURE, 0, 'latin1');
  if (at < 0 || at > 64) return bytes;
  while (at + 12 <= bytes.length && bytes.toString('latin1', at, at + 4) === SIGNATURE) {
    const id = bytes.readUInt16BE(at + 4);
    const lengthAt = at + 6 + ((bytes.readUInt8(at + 6) + 2) & ~1);
    if (lengthAt + 4 > bytes.length) break;
    const length = bytes.readUInt32BE(lengthAt);
    const data = lengthAt + 4;
    if (id === IPTC_RESOURCE) return bytes.subarray(data, data + length);
    at = data + length + (length % 2);
  }
  return Buffer.alloc(0);
}
