import type { MediaItem } from '@galeria/api/client';
import { format, text } from '../i18n.ts';

interface Entry {
  readonly key: string;
  readonly at: string;
  readonly what: string;
  readonly more: readonly (string | false | undefined)[];
}

/** Lists the uploads and processing attempts of an item in chronological order. */
export function History({ item }: { item: MediaItem }) {
  const uploads = item.uploads.map(
    ({ upload, receivedAt, filename, address, key }): Entry => ({
      key: upload,
      at: receivedAt,
      what: text('uploaded'),
      more: [
        filename,
        address !== undefined && text('from', { address }),
        key !== undefined && text('withKey', { key }),
      ],
    }),
  );
  const attempts = item.attempts.map(
    ({ attempt, startedAt, outcome, code, durationMs }): Entry => ({
      key: attempt,
      at: startedAt,
      what: text('attempt'),
      more: [
        outcomeOf(outcome),
        code,
        durationMs !== undefined && text('took', { seconds: format.number(durationMs / 1000) }),
      ],
    }),
  );
  const entries = [...uploads, ...attempts].sort((one, other) => one.at.localeCompare(other.at));
  return (
    <details class="history">
      <summary>{text('history')}</summary>
      <ol>
        {entries.map(({ key, at, what, more }) => (
          <li key={key}>
            <strong>{what}</strong>
            <time dateTime={at}>{format.instant(at)}</time>
            <span>{more.filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function outcomeOf(outcome: string | undefined): string {
  if (outcome === 'ready' || outcome === 'failed') return text(outcome);
  return outcome ?? text('processing');
}
