import { h } from './dom.ts';

export interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
}

/** Asks for confirmation of a permanent action. The Cancel button has the focus. */
export function confirm({ title, text, yes, no }: Question): Promise<boolean> {
  return new Promise((answered) => {
    const answer = (value: string) => () => dialog.close(value);
    const dialog = h(
      'dialog',
      {
        class: 'card',
        role: 'alertdialog',
        'aria-labelledby': 'question',
        'aria-describedby': 'why',
      },
      h('h2', { id: 'question' }, title),
      h('p', { id: 'why' }, text),
      h(
        'div',
        { class: 'actions' },
        h('button', { class: 'button', autofocus: true, click: answer('no') }, no),
        h('button', { class: 'button danger', click: answer('yes') }, yes),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      answered(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
