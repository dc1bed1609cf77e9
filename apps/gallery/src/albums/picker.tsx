import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { text } from '../i18n.ts';
import { changeAlbum } from '../store/actions.ts';
import { clearSelection } from '../store/selection.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { AlbumDialog } from './dialog.tsx';
import { albums, loadAlbums } from './store.ts';

/** Adds items to an album that is chosen or created. */
export function AlbumPicker({ ids, onEnd }: { ids: readonly string[]; onEnd: () => void }) {
  const isNew = useSignal(false);
  useEffect(() => void loadAlbums(), []);
  const add = (album: string) => {
    clearSelection();
    onEnd();
    void changeAlbum(album, ids, 'add');
  };
  if (isNew.value) {
    return (
      <AlbumDialog
        onEnd={(album) => {
          if (album) add(album.id);
          else onEnd();
        }}
      />
    );
  }
  const choices = (albums.value ?? []).filter(({ rule }) => rule === undefined);
  return (
    <Modal title={text('addToAlbum')} id="picker-title" onClose={onEnd}>
      <ul class="choices">
        {choices.map(({ id, name }) => (
          <li key={id}>
            <button type="button" dir="auto" onClick={() => add(id)}>
              {name}
            </button>
          </li>
        ))}
      </ul>
      <div class="actions">
        <Button onClick={onEnd}>{text('cancel')}</Button>
        <Button
          icon="plus"
          style="primary"
          onClick={() => {
            isNew.value = true;
          }}
        >
          {text('newAlbum')}
        </Button>
      </div>
    </Modal>
  );
}
