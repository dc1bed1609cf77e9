import { readFile } from 'node:fs/promises';
import { defined } from '../../../defined.ts';
import { MediaError } from '../../../failures.ts';
import { limits } from '../../limits.ts';
import { cleanMetadata, pageSize } from '../../metadata.ts';
import type { Reader } from '../../reading.ts';
import { openText, type TextWriter } from '../../text/writer.ts';
import { characters, deferred, fields, skipped, textBoxes } from './control-words.ts';
import { createFonts } from './fonts.ts';
import { tokens } from './tokens.ts';

/** Reads Rich Text Format 1.9.1. Pictures and objects are skipped; objects are counted. */
export const readRtf: Reader = async ({ path, textPath, mimeType }) => {
  const writer = openText(textPath);
  const { metadata, isCut } = writeRtf(await readFile(path), writer);
  const note = isCut ? ({ note: 'document-damaged' } as const) : {};
  return { mimeType, metadata, text: writer.close(), ...note };
};

/** The state of a group, restored at its end. */
interface Group {
  /** `text`, `box`, `deferred`, `fonttbl`, one of `fields`, or `none` to skip the content. */
  destination: string;
  /** The number of fallback characters after `\u`. */
  fallback: number;
  font: number;
  /** Whether the text is hidden, or was deleted by a revision. */
  hidden: boolean;
  deleted: boolean;
}

const TWIPS_PER_POINT = 20;

function writeRtf(file: Uint8Array, writer: TextWriter) {
  const groups: Group[] = [];
  const values = new Map<string, string>();
  const numbers = new Map<string, number>();
  const fonts = createFonts();
  let group: Group = { destination: 'text', fallback: 1, font: 0, hidden: false, deleted: false };
  let later = '';
  let objects = 0;
  let pendingSkip = 0;
  let mayIgnore = false;

  const emit = (text: string) => {
    const { destination, hidden, deleted } = group;
    if (hidden || deleted) return;
    if (destination === 'text' || destination === 'box') writer.write(text);
    else if (destination === 'deferred') {
      if (later.length < limits.text.maxBytes) later += text;
    } else if (fields.has(destination)) {
      const value = values.get(destination) ?? '';
      if (value.length < limits.maxValueCharacters * 2) values.set(destination, value + text);
    }
  };

  /** Ends the line of a text box or of a text that comes later. */
  const endLine = () => {
    if (group.destination === 'box') writer.write('\n');
    if (group.destination === 'deferred' && !later.endsWith('\n')) later += '\n';
  };

  /** Returns where the content of a group belongs that begins with this word. */
  function destinationOf(word: string, isIgnorable: boolean): string | undefined {
    if (textBoxes.has(word)) return 'box';
    // Unicode in place of the text in `upr`.
    if (word === 'ud') return 'text';
    if (group.destination === 'none') return undefined;
    if (fields.has(word) || word === 'info' || word === 'fonttbl') return word;
    if (deferred.has(word)) return 'deferred';
    return isIgnorable || skipped.has(word) ? 'none' : undefined;
  }

  function control(word: string, number: number | undefined): void {
    const wasIgnorable = mayIgnore;
    mayIgnore = word === '*';
    if (word === 'object') objects += 1;
    const destination = mayIgnore ? undefined : destinationOf(word, wasIgnorable);
    if (destination !== undefined) group.destination = destination;
    else if (group.destination === 'none' || mayIgnore) return;
    else if (group.destination === 'fonttbl') fonts.control(word, number ?? 0);
    else if (word === 'ansicpg' || word === 'deff') {
      fonts.control(word, number ?? 0);
      group.font = fonts.main;
    } else if (word === 'uc') group.fallback = Math.max(0, number ?? 1);
    else if (word === 'f') group.font = number ?? 0;
    else if (word === 'v') group.hidden = number !== 0;
    else if (word === 'deleted') group.deleted = number !== 0;
    else if (word === 'plain')
      Object.assign(group, { font: fonts.main, hidden: false, deleted: false });
    else if (word === 'u' && number !== undefined) {
      emit(String.fromCharCode(number & 0xffff));
      pendingSkip = group.fallback;
    } else if (characters[word] !== undefined) emit(characters[word]);
    else if (number !== undefined) {
      const key = isDate(group.destination) ? `${group.destination}.${word}` : word;
      if (NUMBERS.has(word) && !numbers.has(key)) numbers.set(key, number);
    }
  }

  for (const token of tokens(file)) {
    if (token.type === 'open') {
      if (groups.length >= limits.maxDepth)
        throw new MediaError('corrupt', { detail: `nested deeper than ${limits.maxDepth} levels` });
      groups.push({ ...group });
      mayIgnore = false;
      pendingSkip = 0;
    } else if (token.type === 'close') {
      const outer = groups.pop();
      pendingSkip = 0;
      if (outer && outer.destination !== group.destination) endLine();
      if (outer) group = outer;
      if (groups.length === 0) break;
    } else if (token.type === 'control') control(token.word, token.number);
    else {
      const bytes = token.bytes.subarray(pendingSkip);
      pendingSkip = Math.max(0, pendingSkip - token.bytes.length);
      if (group.destination !== 'none') emit(fonts.decode(bytes, group.font));
    }
  }
  if (later.trim() !== '') writer.write(`\n${later}`);
  // Word and LibreOffice open a file without its last brace.
  return { metadata: metadata(values, numbers, objects), isCut: groups.length > 1 };
}

/** Control words whose numbers are stored; those of a date are prefixed with the date's name. */
const NUMBERS = new Set(['paperw', 'paperh', 'nofpages', 'yr', 'mo', 'dy', 'hr', 'min', 'sec']);

const isDate = (destination: string): boolean =>
  destination === 'creatim' || destination === 'revtim';

function metadata(
  values: ReadonlyMap<string, string>,
  numbers: ReadonlyMap<string, number>,
  objects: number,
) {
  const points = (side: string) => (numbers.get(side) ?? 0) / TWIPS_PER_POINT;
  const pages = numbers.get('nofpages');
  return {
    ...cleanMetadata({
      title: values.get('title'),
      author: values.get('author'),
      subject: values.get('subject'),
      description: values.get('doccomm'),
      keywords: [values.get('keywords') ?? ''],
      producer: values.get('generator')?.replace(/;\s*$/, ''),
      created: date(numbers, 'creatim'),
      modified: date(numbers, 'revtim'),
    }),
    ...defined({
      pages: pages !== undefined && pages > 0 ? pages : undefined,
      pageSize: pageSize(points('paperw'), points('paperh')),
      embeddedFiles: objects,
    }),
  };
}

/** Formats a date. RTF has local times without offsets. */
function date(numbers: ReadonlyMap<string, number>, name: string): string | undefined {
  const part = (word: string, width = 2) =>
    String(numbers.get(`${name}.${word}`) ?? 0).padStart(width, '0');
  if (!numbers.has(`${name}.yr`)) return undefined;
  const day = `${part('yr', 4)}-${part('mo')}-${part('dy')}`;
  return `${day}T${part('hr')}:${part('min')}:${part('sec')}`;
}
