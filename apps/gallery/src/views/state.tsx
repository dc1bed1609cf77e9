import { errorMessage } from '../api/error-message.ts';
import { Problem } from '../api/problem.ts';
import { text } from '../i18n.ts';
import type { Source } from '../sources/source.ts';
import type { View } from '../store/address.ts';
import { go, route } from '../store/route.ts';
import type { TextName } from '../texts.ts';
import { Button } from '../ui/button.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { chooseFiles } from '../upload/sources.tsx';

const EMPTY: Readonly<Record<View, readonly [icon: IconName, title: TextName, text: TextName]>> = {
  all: ['pictures', 'emptyTitle', 'emptyText'],
  recent: ['pictures', 'emptyTitle', 'emptyText'],
  photos: ['photo', 'emptyPhotos', 'emptyPhotosText'],
  songs: ['song', 'emptySongs', 'emptySongsText'],
  documents: ['file', 'emptyDocuments', 'emptyDocumentsText'],
  favourites: ['heart', 'emptyFavourites', 'emptyFavouritesText'],
  albums: ['album', 'emptyAlbum', 'emptyAlbumText'],
  archived: ['archive', 'emptyArchived', 'emptyArchivedText'],
  bin: ['trash', 'emptyBin', 'emptyBinText'],
};

const TAKES_FILES: ReadonlySet<View> = new Set(['all', 'recent', 'photos', 'songs', 'documents']);

/** A listing that is loading, cannot be loaded, or has no items. */
export function State({ source, isEmpty }: { source: Source; isEmpty: boolean }) {
  if (isEmpty) return <Empty />;
  if (source.state.value === 'failed') return <Failed source={source} />;
  return (
    <div class="waiting" role="status">
      <span class="unseen">{text('loading')}</span>
      {Array.from({ length: 3 }, (_, at) => (
        <div key={at} class="skeleton" />
      ))}
    </div>
  );
}

function Failed({ source }: { source: Source }) {
  const problem = source.problem.value;
  const isOffline = problem instanceof Problem && problem.code === 'connection';
  return (
    <section class="empty-state" role="alert">
      <span class="sign">
        <Icon name="warning" />
      </span>
      <h2>{text(isOffline ? 'offlineTitle' : 'failedTitle')}</h2>
      <p>{isOffline ? text('offlineText') : errorMessage(problem)}</p>
      <Button icon="again" style="primary" onClick={() => void source.refresh()}>
        {text('again')}
      </Button>
    </section>
  );
}

function Empty() {
  const { view, q, filters } = route.value;
  const isSearch = q !== '' || Object.keys(filters).length > 0;
  const everything = () => {
    go({ q: '', filters: {}, view: 'all' });
    document.querySelector<HTMLInputElement>('.search input')?.focus();
  };
  if (isSearch) {
    return (
      <section class="empty-state" role="status">
        <span class="sign">
          <Icon name="search" />
        </span>
        <h2>{q === '' ? text('emptyFilter') : text('emptySearchTitle', { query: q })}</h2>
        <p>{text('emptySearchText')}</p>
        <Button onClick={everything}>{text('searchEverything')}</Button>
      </section>
    );
  }
  const [icon, title, explanation] = EMPTY[view];
  return (
    <section class="empty-state">
      <span class="sign">
        <Icon name={icon} />
      </span>
      <h2>{text(title)}</h2>
      <p>{text(explanation)}</p>
      {TAKES_FILES.has(view) && (
        <Button icon="upload" style="primary" onClick={chooseFiles}>
          {text('choose')}
        </Button>
      )}
    </section>
  );
}
