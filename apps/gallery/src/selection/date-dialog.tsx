import { useSignal } from '@preact/signals';
import { text } from '../i18n.ts';
import { shiftDates } from '../store/actions.ts';
import { clearSelection } from '../store/selection.ts';
import { FormActions } from '../ui/form-actions.tsx';
import { Modal } from '../ui/modal.tsx';

const DAY_SECONDS = 86_400;

/** Shifts the dates of the selected items, such as after a journey with a camera that was set wrong. */
export function DateDialog({ ids, onEnd }: { ids: readonly string[]; onEnd: () => void }) {
  const days = useSignal(0);
  const hours = useSignal(0);
  const minutes = useSignal(0);
  const save = () => {
    const shift = days.value * DAY_SECONDS + hours.value * 3_600 + minutes.value * 60;
    onEnd();
    clearSelection();
    void shiftDates(ids, shift);
  };
  const field = (value: typeof days, id: 'days' | 'hours' | 'minutes') => (
    <label>
      {text(id)}
      <input
        type="number"
        step={1}
        value={value.value}
        onInput={(event) => {
          value.value = Math.trunc(event.currentTarget.valueAsNumber || 0);
        }}
      />
    </label>
  );
  return (
    <Modal title={text('shiftDate')} id="date-title" onClose={onEnd}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p>{text('shiftText')}</p>
        <div class="fields">
          {field(days, 'days')}
          {field(hours, 'hours')}
          {field(minutes, 'minutes')}
        </div>
        <FormActions onCancel={onEnd} />
      </form>
    </Modal>
  );
}
