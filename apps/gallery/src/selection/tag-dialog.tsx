import { useSignal } from '@preact/signals';
import { text } from '../i18n.ts';
import { splitTags } from '../split-tags.ts';
import { changeTags } from '../store/actions.ts';
import { peekItem } from '../store/items.ts';
import { clearSelection } from '../store/selection.ts';
import { FormActions } from '../ui/form-actions.tsx';
import { Modal } from '../ui/modal.tsx';

/** Adds tags to the selected items, and takes away those that they have. */
export function TagDialog({ ids, onEnd }: { ids: readonly string[]; onEnd: () => void }) {
  const words = useSignal('');
  const gone = useSignal<readonly string[]>([]);
  const known = [...new Set(ids.flatMap((id) => peekItem(id)?.tags ?? []))].sort();
  const save = () => {
    const add = splitTags(words.value);
    const remove = [...gone.value];
    const change = { ...(add.length > 0 && { add }), ...(remove.length > 0 && { remove }) };
    onEnd();
    if (add.length + remove.length === 0) return;
    clearSelection();
    void changeTags(ids, change);
  };
  return (
    <Modal title={text('changeTags')} id="tags-title" onClose={onEnd}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <label for="tags">{text('addTags')}</label>
        <input
          id="tags"
          value={words.value}
          placeholder={text('tagsHint')}
          onInput={(event) => {
            words.value = event.currentTarget.value;
          }}
        />
        {known.length > 0 && (
          <fieldset class="tags">
            <legend>{text('removeTags')}</legend>
            {known.map((tag) => (
              <label key={tag}>
                <input
                  type="checkbox"
                  checked={gone.value.includes(tag)}
                  onChange={(event) => {
                    const rest = gone.value.filter((other) => other !== tag);
                    gone.value = event.currentTarget.checked ? [...rest, tag] : rest;
                  }}
                />
                {tag}
              </label>
            ))}
          </fieldset>
        )}
        <FormActions onCancel={onEnd} />
      </form>
    </Modal>
  );
}
