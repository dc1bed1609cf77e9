import type { Condition, QueryWord, TextField } from '../../language/parse.ts';
import { typingErrors } from '../../language/typing-errors.ts';
import { isUnspaced, pairsOf } from '../../language/words.ts';
import { PREFIX_CHARACTERS, TYPING } from '../../limits.ts';
import type { Connection } from '../statements.ts';

/** The words that a hit must contain: successive words, the last of which may be the beginning of a word. */
export interface Wanted {
  readonly words: readonly string[];
  readonly isPrefix: boolean;
}

/** The full-text expressions of a query. */
export interface Match {
  /** Undefined if the query has no word that an item must have. */
  readonly expression: string | undefined;
  /** Matches items that the query excludes. */
  readonly excluded: string | undefined;
  /** For snippets. */
  readonly wanted: readonly Wanted[];
}

type TextCondition = Exclude<Condition, { filter: unknown }>;

/**
 * Translates the words of a query into FTS5's syntax. Words are in quotes and consist of letters, digits
 * and marks, so that no query can contain syntax.
 *
 * @see https://www.sqlite.org/fts5.html#full_text_query_syntax
 */
export function matchOf(connection: Connection, conditions: readonly Condition[]): Match {
  const texts = conditions.filter((one): one is TextCondition => !('filter' in one));
  const wanted: Wanted[] = [];
  const expressions = (not: boolean): string[] =>
    texts
      .filter((one) => one.not === not)
      .map((one) => {
        const alternatives = alternativesOf(connection, one);
        if (!not) wanted.push(...alternatives);
        return inField(one.field, alternatives);
      });
  const joined = (all: readonly string[], operator: string) =>
    all.length > 0 ? all.join(operator) : undefined;
  return {
    expression: joined(expressions(false), ' AND '),
    excluded: joined(expressions(true), ' OR '),
    wanted,
  };
}

function alternativesOf(connection: Connection, condition: TextCondition): Wanted[] {
  if ('phrase' in condition) {
    return combinations(condition.phrase).map((spelling) => phraseOf(spelling));
  }
  const { word, field, not } = condition;
  const alternatives = word.spellings.map((spelling) => wordOf(spelling, word));
  if (not || isFound(connection, inField(field, alternatives))) return alternatives;
  const corrected = correctionsOf(connection, word);
  return corrected.length > 0 ? corrected : alternatives;
}

function wordOf(spelling: string, { isIncomplete }: QueryWord): Wanted {
  if (isUnspaced(spelling)) return phraseOf([spelling]);
  const least = isIncomplete ? PREFIX_CHARACTERS.last : PREFIX_CHARACTERS.any;
  return { words: [spelling], isPrefix: [...spelling].length >= least };
}

/**
 * The last character of an unspaced run begins a pair with any character that follows, so it is left
 * out, or matched as a beginning where it is alone.
 */
function phraseOf(runs: readonly string[]): Wanted {
  const last = runs.at(-1) ?? '';
  const words = runs.flatMap((run) => (isUnspaced(run) ? pairsOf(run) : [run]));
  if (!isUnspaced(last)) return { words, isPrefix: false };
  return [...last].length > 1
    ? { words: words.slice(0, -1), isPrefix: false }
    : { words, isPrefix: true };
}

/** Every combination of the spellings of a phrase's words, up to as many as one word may have. */
function combinations(words: readonly (readonly string[])[]): string[][] {
  let found: string[][] = [[]];
  for (const spellings of words) {
    const more = found.length * spellings.length <= TYPING.max ? spellings : spellings.slice(0, 1);
    found = found.flatMap((start) => more.map((spelling) => [...start, spelling]));
  }
  return found;
}

const quoted = ({ words, isPrefix }: Wanted): string =>
  `"${words.join(' ')}"${isPrefix ? ' *' : ''}`;

function inField(field: TextField | undefined, alternatives: readonly Wanted[]): string {
  const either = `(${alternatives.map(quoted).join(' OR ')})`;
  return field === undefined ? either : `{${field}} : ${either}`;
}

const isFound = (connection: Connection, expression: string): boolean =>
  connection.get('SELECT 1 FROM search WHERE search MATCH ? LIMIT 1', expression) !== undefined;

/** The most frequent words of the index that differ from a word by one typing error. */
function correctionsOf(connection: Connection, { spellings }: QueryWord): Wanted[] {
  const found = new Map<string, number>();
  for (const candidate of typingErrors(spellings[0] ?? '')) {
    if (found.has(candidate)) continue;
    const row = connection.get<{ doc: number }>(
      'SELECT doc FROM vocabulary WHERE term = ?',
      candidate,
    );
    if (row) found.set(candidate, row.doc);
  }
  return [...found]
    .sort(([a, docsOfA], [b, docsOfB]) => docsOfB - docsOfA || (a < b ? -1 : 1))
    .slice(0, TYPING.max)
    .map(([word]) => ({ words: [word], isPrefix: false }));
}
