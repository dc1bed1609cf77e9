import { inflateSync } from 'node:zlib';
import { limits } from '../../limits.ts';

/** The objects of a PDF for which PDFium has no function. Nothing is found in encrypted streams. */
export interface PdfObjects {
  /** Returns the document's XMP packet (ISO 32000-2, 14.3.2). */
  metadata(): Uint8Array | undefined;
  /** Returns the natural language (ISO 32000-2, 14.9.2). */
  language(): string | undefined;
  /** Returns the unit of the first page in points (ISO 32000-2, table 31). */
  userUnit(): number;
  /** Returns the number of JavaScript actions (ISO 32000-2, 12.6.4.17). */
  scripts(): number;
}

const SCRIPT = /\/S\s{0,9}\/JavaScript\b/g;
const OBJECT_STREAM = /\/Type\s{0,9}\/ObjStm\b/g;

/** Finds objects by their keywords, without the table of references, which may be damaged. */
export function readObjects(file: Buffer): PdfObjects {
  const text = file.toString('latin1');
  const packed = new Map<number, string>();
  let scripts = text.match(SCRIPT)?.length ?? 0;
  let room: number = limits.pdf.maxObjectStreamBytes;
  for (const { index } of text.matchAll(OBJECT_STREAM)) {
    const from = Math.max(0, index - limits.pdf.maxObjectCharacters);
    const offset = text.slice(from, index).lastIndexOf('obj') + from + 'obj'.length;
    const stream = streamAt(offset, room)?.toString('latin1') ?? '';
    room -= stream.length;
    scripts += stream.match(SCRIPT)?.length ?? 0;
    for (const [number, object] of objectsIn(stream, headAt(text, offset)))
      packed.set(number, object);
    if (room <= 0) break;
  }

  function streamAt(offset: number, maxOutputLength: number): Buffer | undefined {
    const head = headAt(text, offset);
    if (!/stream\r?\n?$/.test(head)) return undefined;
    const start = offset + head.length;
    const end = text.indexOf('endstream', start);
    const bytes = file.subarray(start, end < 0 ? undefined : end);
    if (!/\/Filter\b/.test(head)) return bytes.subarray(0, maxOutputLength);
    try {
      return inflateSync(bytes, { maxOutputLength });
    } catch {
      // Another filter, damaged, encrypted or too large.
      return undefined;
    }
  }
  const referred = (object: string, key: string): string => {
    const number = referenceIn(object, key);
    if (number === undefined) return '';
    const offset = offsetOf(text, number);
    return offset === undefined ? (packed.get(number) ?? '') : headAt(text, offset);
  };
  // The last trailer counts (7.5.6).
  const trailer = text.slice(text.lastIndexOf('/Root')).slice(0, limits.pdf.maxObjectCharacters);
  const catalog = referred(trailer, 'Root');

  return {
    metadata() {
      const number = referenceIn(catalog, 'Metadata');
      const offset = number === undefined ? undefined : offsetOf(text, number);
      return offset === undefined ? undefined : streamAt(offset, limits.pdf.maxXmpBytes);
    },
    language: () => /\/Lang\s{0,9}\(([\w-]{1,40})\)/.exec(catalog)?.[1],
    userUnit() {
      let page = referred(catalog, 'Pages');
      for (let depth = 0; depth < limits.pdf.maxTreeDepth && /\/Kids\b/.test(page); depth++) {
        page = referred(page, 'Kids');
      }
      const unit = Number(/\/UserUnit\s{0,9}(\d{1,6}(?:\.\d{1,6})?)/.exec(page)?.[1] ?? 1);
      return unit > 0 ? unit : 1;
    },
    scripts: () => scripts,
  };
}

/** Returns the number of the object that an entry, or the first item of its array, refers to. */
function referenceIn(object: string, key: string): number | undefined {
  const entry = new RegExp(`/${key}\\s{0,9}\\[?\\s{0,9}(\\d{1,10})\\s{1,9}\\d{1,5}\\s{1,9}R\\b`);
  const number = entry.exec(object)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Returns where the content of an object begins; of several with a number, the last one counts. */
function offsetOf(text: string, number: number): number | undefined {
  const start = `${number} 0 obj`;
  let at = text.lastIndexOf(start);
  while (at > 0 && /\d/.test(text.charAt(at - 1))) at = text.lastIndexOf(start, at - 1);
  return at < 0 ? undefined : at + start.length;
}

/** Returns an object up to its end, or to the bytes of its stream. */
function headAt(text: string, offset: number): string {
  const start = text.slice(offset, offset + limits.pdf.maxObjectCharacters);
  return /^[\s\S]*?(?:\bstream\r?\n?|\bendobj\b)/.exec(start)?.[0] ?? start;
}

/** Splits an object stream (7.5.7): pairs of number and offset, then the objects. */
function* objectsIn(stream: string, head: string): Generator<[number, string]> {
  const first = Number(/\/First\s{1,9}(\d{1,10})/.exec(head)?.[1] ?? 0);
  const numbers = stream.slice(0, first).trim().split(/\s+/).map(Number);
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const [number = 0, from = 0, , to] = numbers.slice(at, at + 4);
    yield [number, stream.slice(first + from, to === undefined ? undefined : first + to)];
  }
}
