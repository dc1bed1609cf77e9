import { Problem } from '../api/problem.ts';
import { unlock } from './api.ts';
import { h } from './dom.ts';
import type { Text, TextName } from './texts.ts';

/** A message in place of the content. */
export const message = (title: string, text: string, ...more: Node[]): HTMLElement =>
  h('main', { class: 'state' }, h('h1', {}, title), h('p', {}, text), ...more);

/** Why there is no content. */
export function failure(text: Text, error: unknown, again: () => void): HTMLElement {
  const isGone = error instanceof Problem && error.code === 'not-found';
  if (isGone) return message(text('goneTitle'), text('goneText'));
  const button = h('button', { type: 'button', class: 'button', click: again }, text('again'));
  return message(text('awayTitle'), text('awayText'), button);
}

const REFUSED: Readonly<Record<string, TextName>> = {
  'password-wrong': 'wrong',
  'too-many-attempts': 'tooOften',
};

/** The form for the password of a link. */
export function passwordForm(text: Text, opened: () => void): HTMLElement {
  const input = h('input', {
    id: 'password',
    type: 'password',
    autocomplete: 'current-password',
    required: true,
    maxlength: 256,
    'aria-describedby': 'refused',
  });
  const button = h('button', { class: 'button primary' }, text('unlock'));
  const refused = h('p', { id: 'refused', class: 'refused', role: 'alert' });

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    button.disabled = true;
    refused.textContent = '';
    try {
      await unlock(input.value);
      opened();
    } catch (error) {
      const code = error instanceof Problem ? error.code : '';
      // Of a link that has ended meanwhile, too.
      if (code === 'not-found') return opened();
      refused.textContent = text(REFUSED[code] ?? 'awayTitle');
      input.select();
    } finally {
      button.disabled = false;
    }
  }

  const form = h(
    'form',
    { submit: (event) => void submit(event) },
    h('label', { for: 'password' }, text('password')),
    input,
    button,
    refused,
  );
  queueMicrotask(() => input.focus());
  return h('main', { class: 'state' }, h('h1', {}, text('lockedTitle')), form);
}
