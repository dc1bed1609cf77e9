import { readFile } from 'node:fs/promises';
import { defined } from '../../../defined.ts';
import { MediaError } from '../../../failures.ts';
import { limits } from '../../limits.ts';
import { cleanMetadata, pageSize } from '../../metadata.ts';
import type { Reader } from '../../reading.ts';
import { openText, type TextWriter } from '../../text/writer.ts';
import { characters, encodingOf, fields, skipped } from './control-words.ts';
import { tokens } from './tokens.ts';

/** Reads Rich Text Format 1.9.1. Pictures and objects are skipped; objects are counted. */
export const readRtf: Reader = async ({ path, textPath, mimeType }) => {
  const writer = openText(textPath);
  const facts = writeRtf(await readFile(path), writer);
  return { mimeType, metadata: facts, text: writer.close() };
};

/** The state of a group, restored at its end. */
interface Group {
  /** `text`, one of `fields`, or `none` to skip the content. */
  destination: string;
  /** The number of fallback characters after `\u`. */
  readonly fallback: number;
}

const TWIPS_PER_POINT = 20;

function writeRtf(file: Uint8Array, writer: TextWriter) {
  const groups: Group[] = [];
  const values = new Map<string, string>();
  const numbers = new Map<string, number>();
  let group: Group = { destination: 'text', fallback: 1 };
  let decoder = new TextDecoder('windows-1252');
  let objects = 0;
  let pendingSkip = 0;
  let mayIgnore = false;
  let ended = false;

  const emit = (text: string) => {
    if (group.destination === 'text') writer.write(text);
    else if (group.destination !== 'none') {
      const value = values.get(group.destination) ?? '';
      if (value.length < limits.maxValueCharacters * 2) values.set(group.destination, value + text);
    }
  };

  function control(word: string, number: number | undefined): void {
    const wasIgnorable = mayIgnore;
    mayIgnore = word === '*';
    if (word === 'object') objects += 1;
    if (group.destination === 'none' || mayIgnore) return;
    if (fields.has(word)) group.destination = word;
    else if (wasIgnorable || skipped.has(word)) group.destination = 'none';
    else if (word === 'info') group.destination = 'info';
    else if (word === 'ansicpg') decoder = new TextDecoder(encodingOf(number ?? 1252));
    else if (word === 'uc') group = { ...group, fallback: Math.max(0, number ?? 1) };
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
      if (outer) group = outer;
      ended = groups.length === 0;
      if (ended) break;
    } else if (token.type === 'control') control(token.word, token.number);
    else {
      const bytes = token.bytes.subarray(pendingSkip);
      pendingSkip = Math.max(0, pendingSkip - token.bytes.length);
      if (group.destination !== 'none') emit(decoder.decode(bytes, { stream: true }));
    }
  }
  if (!ended) throw new MediaError('corrupt', { detail: 'the file is truncated' });
  return metadata(values, numbers, objects);
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
