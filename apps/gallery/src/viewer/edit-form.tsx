import type { MediaSummary } from '@galeria/api/client';
import { useSignal } from '@preact/signals';
import { api, type Edit } from '../api/client.ts';
import { errorMessage } from '../api/error-message.ts';
import { text } from '../i18n.ts';
import { source } from '../sources/of-route.ts';
import { splitTags } from '../split-tags.ts';
import { put } from '../store/items.ts';
import { FormActions } from '../ui/form-actions.tsx';

/** Edits the title, description, date, tags and place of an item. An empty date is that of the file. */
export function EditForm({ item, onEnd }: { item: MediaSummary; onEnd: () => void }) {
  const wrong = useSignal('');
  const { title = '', description = '', tags = [], place = {}, date } = item;
  const save = async (form: HTMLFormElement) => {
    const edit = editOf(item, new FormData(form));
    if (Object.keys(edit).length === 0) return onEnd();
    try {
      const edited = await api.edit(item.id, edit);
      put(edited);
      source.peek()?.onItem(edited);
      onEnd();
    } catch (error) {
      wrong.value = errorMessage(error);
    }
  };
  return (
    <form
      class="edit"
      onSubmit={(event) => {
        event.preventDefault();
        void save(event.currentTarget);
      }}
    >
      <h2 id="detail-name" tabIndex={-1}>
        {text('edit')}
      </h2>
      <label>
        {text('title')}
        <input name="title" value={title} maxLength={500} dir="auto" />
      </label>
      <label>
        {text('description')}
        <textarea
          name="description"
          rows={4}
          maxLength={10_000}
          dir="auto"
          defaultValue={description}
        />
      </label>
      <label>
        {text('date')}
        <input name="date" type="datetime-local" step={1} value={date.slice(0, 19)} />
      </label>
      <label>
        {text('tags')}
        <input name="tags" value={tags.join(', ')} placeholder={text('tagsHint')} />
      </label>
      <label>
        {text('city')}
        <input name="city" value={place.city ?? ''} maxLength={100} />
      </label>
      <label>
        {text('country')}
        <input name="country" value={place.country ?? ''} maxLength={100} />
      </label>
      {wrong.value !== '' && (
        <p class="wrong" role="alert">
          {wrong.value}
        </p>
      )}
      <FormActions onCancel={onEnd} />
    </form>
  );
}

/** A date field leaves out seconds that are zero (HTML, normalized local date and time string). */
const withoutZeroSeconds = (time: string) => time.replace(/(T\d\d:\d\d):00$/, '$1');

/** Returns the fields of the form that differ from the item. */
function editOf(item: MediaSummary, form: FormData): Edit {
  const said = (name: string) => String(form.get(name) ?? '').trim();
  const tags = splitTags(said('tags'));
  const edit: Edit = {};
  if (said('title') !== (item.title ?? '')) edit.title = said('title');
  if (said('description') !== (item.description ?? '')) edit.description = said('description');
  if (said('date') === '') edit.date = null;
  else if (withoutZeroSeconds(said('date')) !== withoutZeroSeconds(item.date.slice(0, 19))) {
    edit.date = said('date');
  }
  if (tags.join() !== (item.tags ?? []).join()) edit.tags = tags;
  const { city = '', country = '' } = item.place ?? {};
  if (said('city') !== city || said('country') !== country) {
    const { latitude, longitude } = item.place ?? {};
    edit.place = {
      ...(said('city') && { city: said('city') }),
      ...(said('country') && { country: said('country') }),
      ...(latitude !== undefined && longitude !== undefined && { latitude, longitude }),
    };
  }
  return edit;
}
