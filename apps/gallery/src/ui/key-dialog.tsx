import { useSignal } from '@preact/signals';
import { isSendable } from '../api/key.ts';
import { text } from '../i18n.ts';
import { keyQuestion } from '../store/session.ts';
import { Button } from './button.tsx';
import { Modal } from './modal.tsx';

/** Asks for the API key. It cannot be cancelled, as the page shows nothing without a key. */
export function KeyDialog() {
  const key = useSignal('');
  const isUnsendable = useSignal(false);
  const question = keyQuestion.value;
  if (!question) return null;
  const isWrong = isUnsendable.value || question.wasWrong;
  return (
    <Modal title={text('keyTitle')} id="key-title" required onClose={() => undefined}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const entered = key.value.trim();
          isUnsendable.value = !isSendable(entered);
          if (isUnsendable.value) return;
          key.value = '';
          question.answer(entered);
        }}
      >
        <p>{text('keyText')}</p>
        <label for="key">{text('keyLabel')}</label>
        <input
          id="key"
          name="key"
          type="password"
          required
          autocomplete="off"
          spellcheck={false}
          value={key.value}
          onInput={(event) => {
            key.value = event.currentTarget.value;
          }}
        />
        <p class="wrong" role="alert">
          {isWrong ? text(isUnsendable.value ? 'keyUnsendable' : 'keyWrong') : ''}
        </p>
        <div class="actions">
          <Button style="primary" submit>
            {text('keyEnter')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
