import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Album } from '../api/client.ts';
import { errorMessage } from '../api/error-message.ts';
import { format, text } from '../i18n.ts';
import { addressOf } from '../store/address.ts';
import { itemOf } from '../store/items.ts';
import { go } from '../store/route.ts';
import { session } from '../store/session.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { hasPicture, Picture } from '../ui/picture.tsx';
import { AlbumDialog } from './dialog.tsx';
import { albums, albumsProblem, loadAlbums } from './store.ts';

/** All albums with their covers. */
export function AlbumList() {
  const isNew = useSignal(false);
  useEffect(() => void loadAlbums(), []);
  const all = albums.value;
  const create = session.canManage.value && (
    <Button
      icon="plus"
      style="primary"
      onClick={() => {
        isNew.value = true;
      }}
    >
      {text('newAlbum')}
    </Button>
  );
  return (
    <>
      <div class="view-head">
        <h2>{text('albums')}</h2>
        {all !== undefined && all.length > 0 && create}
      </div>
      {all === undefined && albumsProblem.value === undefined && (
        <div class="waiting" role="status">
          <span class="unseen">{text('loading')}</span>
          <div class="skeleton" />
        </div>
      )}
      {albumsProblem.value !== undefined && (
        <section class="empty-state" role="alert">
          <h2>{text('failedTitle')}</h2>
          <p>{errorMessage(albumsProblem.value)}</p>
          <Button icon="again" onClick={() => void loadAlbums()}>
            {text('again')}
          </Button>
        </section>
      )}
      {all?.length === 0 && (
        <section class="empty-state">
          <span class="sign">
            <Icon name="album" />
          </span>
          <h2>{text('emptyAlbums')}</h2>
          <p>{text('emptyAlbumsText')}</p>
          {create}
        </section>
      )}
      <ul class="albums">
        {all?.map((album) => (
          <Card key={album.id} album={album} />
        ))}
      </ul>
      {isNew.value && (
        <AlbumDialog
          onEnd={(album) => {
            isNew.value = false;
            if (album) go({ view: 'albums', album: album.id, q: '', filters: {} });
          }}
        />
      )}
    </>
  );
}

function Card({ album }: { album: Album }) {
  const { id, name, count, cover, rule } = album;
  const item = cover && itemOf(cover.id);
  const to = { view: 'albums', album: id, q: '', filters: {}, item: undefined } as const;
  return (
    <li>
      <a
        class="album-card"
        href={addressOf(to)}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          go(to);
        }}
      >
        <span class="album-cover">
          {item && hasPicture(item) ? (
            <Picture item={item} alt="" sizes="300px" tile square />
          ) : (
            <Icon name={album.type === 'playlist' ? 'song' : 'album'} />
          )}
        </span>
        <strong dir="auto">{name}</strong>
        <small>
          {rule
            ? text('byRule')
            : count !== undefined && text('itemCount', { count: format.number(count) })}
        </small>
      </a>
    </li>
  );
}
