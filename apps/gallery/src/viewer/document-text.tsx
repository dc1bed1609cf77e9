import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { format, text } from '../i18n.ts';
import { route } from '../store/route.ts';
import { Button } from '../ui/button.tsx';

/** UTF-16 code units of a document that are shown. */
const MOST_CHARACTERS = 2_000_000;

/** The text of a document page by page, with a search inside. */
export function DocumentText({ url, pages = 0 }: { url: string; pages?: number | undefined }) {
  const words = useSignal<string | undefined>(undefined);
  const query = useSignal(route.peek().q);
  const page = useSignal(0);
  const parts = useMemo(() => (words.value ?? '').split('\f'), [words.value]);

  const load = () => {
    fetch(url)
      .then((answer) => (answer.ok ? answer.text() : ''))
      .then((found) => {
        words.value = found.slice(0, MOST_CHARACTERS);
        findNext(0);
      })
      .catch(() => undefined);
  };
  const findNext = (from: number) => {
    const wanted = query.peek().toLowerCase();
    if (wanted === '') return;
    const all = (words.peek() ?? '').split('\f');
    for (let at = 0; at < all.length; at++) {
      const candidate = (from + at) % all.length;
      if (all[candidate]?.toLowerCase().includes(wanted)) {
        page.value = candidate;
        return;
      }
    }
  };
  if (words.value === undefined) {
    return (
      <Button icon="search" onClick={load}>
        {text('searchInside')}
      </Button>
    );
  }
  const shown = Math.min(page.value, parts.length - 1);
  return (
    <section class="document-text" aria-label={text('readText')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          findNext(shown + 1);
        }}
      >
        <input
          type="search"
          aria-label={text('searchInside')}
          placeholder={text('searchInside')}
          value={query.value}
          onInput={(event) => {
            query.value = event.currentTarget.value;
            findNext(shown);
          }}
        />
      </form>
      {parts.length > 1 && (
        <div class="pages">
          <Button
            icon="previous"
            style="quiet"
            label={text('previousPage')}
            disabled={shown === 0}
            onClick={() => {
              page.value = shown - 1;
            }}
          />
          <p role="status">
            {text('pageOf', {
              page: format.number(shown + 1),
              pages: format.number(pages || parts.length),
            })}
          </p>
          <Button
            icon="next"
            style="quiet"
            label={text('nextPage')}
            disabled={shown >= parts.length - 1}
            onClick={() => {
              page.value = shown + 1;
            }}
          />
        </div>
      )}
      <blockquote class="excerpt" dir="auto">
        <Marked words={parts[shown] ?? ''} query={query.value} />
      </blockquote>
    </section>
  );
}

function Marked({ words, query }: { words: string; query: string }) {
  if (query === '') return <>{words}</>;
  const [low, wanted] = [words.toLowerCase(), query.toLowerCase()];
  const parts = [];
  let last = 0;
  for (let at = low.indexOf(wanted); at !== -1; at = low.indexOf(wanted, last)) {
    parts.push(words.slice(last, at), <mark>{words.slice(at, at + query.length)}</mark>);
    last = at + query.length;
  }
  return (
    <>
      {parts}
      {words.slice(last)}
    </>
  );
}
