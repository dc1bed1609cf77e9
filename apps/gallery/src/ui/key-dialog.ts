import { apiKey } from '../api/key.ts';
import type { Texts } from '../texts.ts';
import { h } from './dom.ts';
import { icon } from './icons.ts';

/**
 * Asks for the API key. Concurrent callers share one dialog.
 *
 * @param onKey called when a key was entered
 */
export function createKeyDialog({ text }: Texts, onKey: () => void) {
  let asking: Promise<void> | undefined;
  const input = h('input', {
    type: 'password',
    id: 'key',
    name: 'key',
    required: true,
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const wrong = h('p', { class: 'wrong', role: 'alert' });
  const form = h(
    'form',
    { class: 'stack' },
    h('h2', { id: 'key-title' }, icon('lock'), text('keyTitle')),
    h('p', {}, text('keyText')),
    h('label', { for: 'key' }, text('keyLabel')),
    input,
    wrong,
    h('div', { class: 'actions' }, h('button', { class: 'button primary' }, text('keyEnter'))),
  );
  const dialog = h('dialog', { class: 'card', 'aria-labelledby': 'key-title' }, form);
  // The dialog cannot be cancelled, as the page shows nothing without a key.
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  // Browsers close the dialog on a second Escape.
  dialog.addEventListener('close', () => {
    if (asking) dialog.showModal();
  });

  return {
    element: dialog,
    ask: (): Promise<void> => {
      asking ??= new Promise<void>((answered) => {
        wrong.textContent = apiKey.get() === null ? '' : text('keyWrong');
        apiKey.forget();
        input.value = '';
        dialog.showModal();
        form.onsubmit = (event) => {
          event.preventDefault();
          apiKey.set(input.value.trim());
          asking = undefined;
          dialog.close();
          onKey();
          answered();
        };
      });
      return asking;
    },
  };
}
