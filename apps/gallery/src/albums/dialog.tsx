import { useSignal } from '@preact/signals';
import { type Album, api } from '../api/client.ts';
import { errorMessage } from '../api/error-message.ts';
import { text } from '../i18n.ts';
import { FormActions } from '../ui/form-actions.tsx';
import { Modal } from '../ui/modal.tsx';
import { keepAlbum } from './store.ts';

const SORTS = ['position', 'date', 'uploaded', 'title'] as const;
const SORT_TEXTS = {
  position: 'sortPosition',
  date: 'sortDate',
  uploaded: 'sortUploaded',
  title: 'sortTitle',
} as const;

interface AlbumDialogProps {
  /** The album that is changed. Without it, a new one is created. */
  readonly album?: Album;
  readonly onEnd: (album?: Album) => void;
}

/** Creates an album, or changes its name, description and order. */
export function AlbumDialog({ album, onEnd }: AlbumDialogProps) {
  const name = useSignal(album?.name ?? '');
  const description = useSignal(album?.description ?? '');
  const sort = useSignal<(typeof SORTS)[number]>(album?.sort ?? 'position');
  const wrong = useSignal('');
  const save = async () => {
    const fields = {
      name: name.value.trim(),
      description: description.value.trim(),
      sort: sort.value,
    };
    try {
      const saved = album ? await api.editAlbum(album.id, fields) : await api.createAlbum(fields);
      keepAlbum(saved);
      onEnd(saved);
    } catch (error) {
      wrong.value = errorMessage(error);
    }
  };
  return (
    <Modal title={text(album ? 'editAlbum' : 'newAlbum')} id="album-title" onClose={onEnd}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label for="album-name">{text('name')}</label>
        <input
          id="album-name"
          required
          autofocus
          maxLength={200}
          pattern=".*\S.*"
          dir="auto"
          value={name.value}
          onInput={(event) => {
            name.value = event.currentTarget.value;
          }}
        />
        <label for="album-description">{text('description')}</label>
        <textarea
          id="album-description"
          rows={3}
          dir="auto"
          value={description.value}
          onInput={(event) => {
            description.value = event.currentTarget.value;
          }}
        />
        <label for="album-sort">{text('order')}</label>
        <select
          id="album-sort"
          value={sort.value}
          onChange={(event) => {
            sort.value = SORTS[event.currentTarget.selectedIndex] ?? 'position';
          }}
        >
          {SORTS.map((one) => (
            <option key={one} value={one}>
              {text(SORT_TEXTS[one])}
            </option>
          ))}
        </select>
        {wrong.value !== '' && (
          <p class="wrong" role="alert">
            {wrong.value}
          </p>
        )}
        <FormActions onCancel={() => onEnd()} />
      </form>
    </Modal>
  );
}
