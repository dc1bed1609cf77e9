import { signal } from '@preact/signals';
import { apiKey } from '../api/key.ts';

/** Whether a key is stored, and what it allows. Without keys, everything is allowed. */
export const session = {
  hasKey: signal(apiKey.get() !== null),
  canRead: signal(true),
  canManage: signal(true),
  /** Whether requests reach the server. */
  isOnline: signal(navigator.onLine),
};

interface Question {
  readonly wasWrong: boolean;
  readonly answer: (key: string) => void;
}

/** The open question for a key, which the key dialog shows. */
export const keyQuestion = signal<Question | undefined>(undefined);

let asking: Promise<void> | undefined;

/** Asks the user for an API key. Concurrent callers share one dialog. */
export function askForKey(): Promise<void> {
  asking ??= new Promise<void>((resolve) => {
    const wasWrong = apiKey.get() !== null;
    apiKey.forget();
    session.hasKey.value = false;
    keyQuestion.value = {
      wasWrong,
      answer(key) {
        apiKey.set(key);
        asking = undefined;
        keyQuestion.value = undefined;
        session.hasKey.value = true;
        resolve();
      },
    };
  });
  return asking;
}

export function forgetKey(): void {
  apiKey.forget();
  location.reload();
}
