import type { MediaSummary } from '@galeria/api/client';
import { api } from '../api/client.ts';
import { errorMessage } from '../api/error-message.ts';
import { text } from '../i18n.ts';
import { patch, put } from '../store/items.ts';
import { say } from '../store/notices.ts';
import { Icon } from '../ui/icon.tsx';

const STARS = [1, 2, 3, 4, 5] as const;

/** The rating. Choosing the same number of stars again takes it away. */
export function Stars({ item: { id, rating = 0 } }: { item: MediaSummary }) {
  const rate = (stars: number) => {
    const wanted = stars === rating ? 0 : stars;
    const undo = patch(id, { rating: wanted });
    api.edit(id, { rating: wanted }).then(put, (error: unknown) => {
      undo();
      say(errorMessage(error));
    });
  };
  return (
    <fieldset class="stars">
      <legend class="unseen">{text('rating')}</legend>
      {STARS.map((stars) => (
        <button
          key={stars}
          type="button"
          aria-pressed={stars <= rating}
          aria-label={text('stars', { stars })}
          onClick={() => rate(stars)}
        >
          <Icon name="star" filled={stars <= rating} />
        </button>
      ))}
    </fieldset>
  );
}
