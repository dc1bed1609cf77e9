import { signal } from '@preact/signals';
import { text } from '../i18n.ts';
import { Button } from './button.tsx';
import { Modal } from './modal.tsx';

interface Question {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
}

interface Asked extends Question {
  readonly answer: (isSure: boolean) => void;
}

const asked = signal<Asked | undefined>(undefined);

/** Asks for confirmation of an action. The Cancel button has the focus. */
export function ask(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    asked.value = {
      ...question,
      answer(isSure) {
        asked.value = undefined;
        resolve(isSure);
      },
    };
  });
}

export function Confirm() {
  const question = asked.value;
  if (!question) return null;
  return (
    <Modal
      title={question.title}
      id="question"
      role="alertdialog"
      onClose={() => question.answer(false)}
    >
      <p>{question.text}</p>
      <div class="actions">
        <Button autofocus onClick={() => question.answer(false)}>
          {text('cancel')}
        </Button>
        <Button style="danger" onClick={() => question.answer(true)}>
          {question.yes}
        </Button>
      </div>
    </Modal>
  );
}
