import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type Album, api } from '../api/client.ts';
import { errorMessage } from '../api/error-message.ts';
import { format, text } from '../i18n.ts';
import { play } from '../player/player.ts';
import { source } from '../sources/of-route.ts';
import { songsAmong } from '../store/items.ts';
import { say } from '../store/notices.ts';
import { go } from '../store/route.ts';
import { selected } from '../store/selection.ts';
import { session } from '../store/session.ts';
import { Button } from '../ui/button.tsx';
import { ask } from '../ui/confirm.tsx';
import { AlbumDialog } from './dialog.tsx';
import { albums, dropAlbum, keepAlbum } from './store.ts';

/** The head of an album: its name, and what can be done with it. Its items follow. */
export function AlbumPage({ id }: { id: string }) {
  const isEditing = useSignal(false);
  useEffect(() => {
    api.album(id).then(keepAlbum, (error: unknown) => {
      say(errorMessage(error));
      go({ view: 'albums', album: undefined }, { replace: true });
    });
  }, [id]);
  const album = albums.value?.find((one) => one.id === id);
  if (!album) return <div class="view-head" />;
  const total = source.value?.total.value ?? album.count;
  const songs = songsAmong(source.value?.sections.value[0]?.ids ?? []);
  const first = songs[0];
  const chosen = [...selected.value];
  const isArranged = album.sort === 'position' && album.rule === undefined;
  return (
    <div class="view-head">
      <div>
        <h2 dir="auto">{album.name}</h2>
        <p dir="auto">
          {[
            album.rule && text('byRule'),
            total !== undefined && text('itemCount', { count: format.number(total) }),
            album.description,
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div class="actions">
        {first !== undefined && (
          <Button icon="resume" style="primary" onClick={() => play(first, songs)}>
            {text('play')}
          </Button>
        )}
        {session.canManage.value && isArranged && chosen.length > 0 && (
          <>
            <Button onClick={() => void move(album, chosen, -1)}>{text('moveEarlier')}</Button>
            <Button onClick={() => void move(album, chosen, 1)}>{text('moveLater')}</Button>
          </>
        )}
        {session.canManage.value && (
          <>
            <Button
              icon="edit"
              onClick={() => {
                isEditing.value = true;
              }}
            >
              {text('edit')}
            </Button>
            <Button icon="trash" style="danger" onClick={() => void remove(album)}>
              {text('deleteAlbum')}
            </Button>
          </>
        )}
      </div>
      {isEditing.value && (
        <AlbumDialog
          album={album}
          onEnd={(saved) => {
            isEditing.value = false;
            if (saved) void source.peek()?.refresh();
          }}
        />
      )}
    </div>
  );
}

/** Moves the selected items one place. */
async function move(album: Album, chosen: readonly string[], by: -1 | 1): Promise<void> {
  const list = source.peek();
  const ids = list?.sections.peek()[0]?.ids ?? [];
  const moved = ids.filter((id) => chosen.includes(id));
  const [first, last] = [ids.indexOf(moved[0] ?? ''), ids.indexOf(moved.at(-1) ?? '')];
  const before = by === -1 ? ids[first - 1] : ids[last + 2];
  if (by === -1 && before === undefined) return;
  if (by === 1 && last === ids.length - 1) return;
  try {
    // At the end, the items are taken out and appended.
    if (before === undefined) await api.changeAlbum(album.id, { remove: [...moved] });
    await api.changeAlbum(album.id, { add: [...moved], ...(before !== undefined && { before }) });
    await list?.refresh();
  } catch (error) {
    say(errorMessage(error));
  }
}

async function remove(album: Album): Promise<void> {
  const isSure = await ask({
    title: text('deleteAlbumTitle', { name: album.name }),
    text: text('deleteAlbumText'),
    yes: text('deleteAlbum'),
  });
  if (!isSure) return;
  try {
    await api.deleteAlbum(album.id);
    dropAlbum(album.id);
    go({ view: 'albums', album: undefined }, { replace: true });
  } catch (error) {
    say(errorMessage(error));
  }
}
