import { IndexError } from '../errors.ts';
import { QUERY_CHARACTERS, QUERY_WORDS } from '../limits.ts';
import { ATTRIBUTES, type Attribute } from '../model.ts';
import { isConnector } from './dates.ts';
import { spellingsOf } from './spellings.ts';

/** Fields of the full-text index that a query can name. */
export type TextField = 'title' | 'name' | Attribute;
/** Filters that a query can name. Their values are matched as a whole. */
export type FilterField = 'kind' | 'status' | 'year' | 'has';

/** A word with its spellings. */
export interface QueryWord {
  readonly spellings: readonly string[];
  /**
   * Whether the word is the last one, which may be incomplete, or ends with `*`. It then matches longer
   * words from `PREFIX_CHARACTERS.last` code points on, otherwise from `PREFIX_CHARACTERS.any`.
   */
  readonly isIncomplete: boolean;
}

/** One condition of a query. */
export type Condition =
  | { readonly not: boolean; readonly field: TextField | undefined; readonly word: QueryWord }
  | {
      readonly not: boolean;
      readonly field: TextField | undefined;
      /** Successive words, each with its spellings. */
      readonly phrase: readonly (readonly string[])[];
    }
  | { readonly not: boolean; readonly filter: FilterField; readonly value: string };

const TEXT_FIELDS: ReadonlySet<string> = new Set(['title', 'name', ...ATTRIBUTES]);
const FILTER_FIELDS: ReadonlySet<string> = new Set(['kind', 'status', 'year', 'has']);

/** A sign, a field, and a phrase in quotes (whose end may be missing) or a word. */
const TERM = /(-?)(?:(\p{L}+):)?(?:"([^"]*)(?:"|$)|([^\s"]+))/gu;

/**
 * Parses a search query. Text that is not syntax is searched for as words.
 *
 * @throws IndexError `too-many-words`
 */
export function parseQuery(q: string): Condition[] {
  const terms = [...q.slice(0, QUERY_CHARACTERS).matchAll(TERM)];
  const kept = terms.filter(
    ([term], at) => term !== '-' && !isConnector(term, terms[at - 1]?.[0], terms[at + 1]?.[0]),
  );
  const conditions = kept.flatMap((term, at) => conditionsOf(term, at === kept.length - 1));
  const words = conditions.reduce((sum, one) => sum + ('phrase' in one ? one.phrase.length : 1), 0);
  if (words > QUERY_WORDS) {
    throw new IndexError('too-many-words', { detail: `${words}, not up to ${QUERY_WORDS}` });
  }
  return conditions;
}

function conditionsOf(match: RegExpExecArray, isLast: boolean): Condition[] {
  const [term, sign = '', prefix, quoted, plain] = match;
  const not = sign === '-';
  const name = prefix?.toLowerCase() ?? '';
  const text = quoted ?? plain ?? '';
  if (FILTER_FIELDS.has(name) && text !== '') {
    return [{ not, filter: name as FilterField, value: text }];
  }
  const field = TEXT_FIELDS.has(name) ? (name as TextField) : undefined;
  // A colon after another word, such as in `10:30`, is not syntax.
  const searched = prefix !== undefined && field === undefined ? term.slice(sign.length) : text;
  const words = spellingsOf(searched);
  if (quoted !== undefined) return words.length > 0 ? [{ not, field, phrase: words }] : [];
  // `-IMG_1` excludes items with both words, not those with one of them.
  if (not && words.length > 1) return [{ not, field, phrase: words }];
  const isIncomplete = isLast || searched.endsWith('*');
  return words.map((spellings, at) => ({
    not,
    field,
    word: { spellings, isIncomplete: isIncomplete && at === words.length - 1 },
  }));
}
