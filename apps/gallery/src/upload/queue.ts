import { batch, signal } from '@preact/signals';
import { errorMessage } from '../api/error-message.ts';
import { Problem } from '../api/problem.ts';
import { format, meaning, text } from '../i18n.ts';
import { askForKey, session } from '../store/session.ts';
import { isFinalRefusal } from './failures.ts';
import { follow, unfollow } from './follow.ts';
import { mostBytesOf, PARALLEL } from './limits.ts';
import { startTransfer } from './start-transfer.ts';
import { countIn, countOut, set } from './tally.ts';
import { createUpload, isRefused, isUnsent, type Upload } from './upload.ts';

/** The files of the tray, in the order in which they were chosen. */
export const uploads = signal<readonly Upload[]>([]);

/** Whether no further file is begun. */
export const isPaused = signal(false);

let waiting: Upload[] = [];
const sending = new Set<Upload>();

addEventListener('beforeunload', (event) => {
  if (uploads.peek().some(isUnsent)) event.preventDefault();
});

export function addFiles(files: readonly File[]): void {
  const added = files.map(createUpload);
  batch(() => {
    for (const upload of added) {
      countIn(upload);
      const most = mostBytesOf(upload.file.type);
      if (upload.file.size > most) refuseLarge(upload, most);
      else waiting.push(upload);
    }
    uploads.value = [...uploads.peek(), ...added];
  });
  sendNext();
}

/** Refuses a file that the server would refuse after it was sent. */
function refuseLarge(upload: Upload, most: number): void {
  const message = `${meaning('file-too-large', text('fileTooLarge'))} (${format.bytes(most)})`;
  set(upload, { phase: 'failed', message, code: 'file-too-large', canRetry: false });
}

function sendNext(): void {
  while (!isPaused.peek() && sending.size < PARALLEL) {
    const next = waiting.shift();
    if (!next) return;
    void send(next);
  }
}

async function send(upload: Upload): Promise<void> {
  sending.add(upload);
  const transfer = startTransfer(upload.file, {
    onProgress: (sent, all) => {
      const share = all > 0 ? sent / all : 1;
      set(upload, { sent: Math.round(share * upload.file.size), message: undefined });
    },
    onCut: () => set(upload, { message: text('reconnecting') }),
    askForKey,
  });
  upload.transfer = transfer;
  set(upload, { phase: 'sending', message: undefined, canPause: transfer.pause !== undefined });
  try {
    const { id, duplicate = false } = await transfer.result;
    const isEnd = !session.canRead.peek();
    const message = isEnd ? text('received') : undefined;
    const phase = isEnd ? 'done' : 'accepted';
    set(upload, { phase, item: id, duplicate, sent: upload.file.size, message });
    if (!isEnd) follow(upload, id);
  } catch (error) {
    const code = error instanceof Problem ? error.code : undefined;
    const canRetry = code === undefined || !isFinalRefusal(code);
    set(upload, { phase: 'failed', sent: 0, message: errorMessage(error), code, canRetry });
  }
  sending.delete(upload);
  sendNext();
}

export function retry(upload: Upload): void {
  set(upload, { phase: 'waiting', sent: 0, message: undefined, code: undefined });
  waiting.push(upload);
  sendNext();
}

export function retryAll(): void {
  for (const upload of uploads.peek()) {
    if (isRefused(upload) && upload.state.peek().canRetry) retry(upload);
  }
}

export function pause(upload: Upload): void {
  upload.transfer?.pause?.();
  sending.delete(upload);
  set(upload, { phase: 'paused' });
  sendNext();
}

/** A resumed upload may be one more than `PARALLEL` for a while. */
export function resume(upload: Upload): void {
  sending.add(upload);
  set(upload, { phase: 'sending' });
  upload.transfer?.resume?.();
}

/** Pauses the files that can go on later, and begins no others. Small files are sent to their end. */
export function pauseAll(): void {
  isPaused.value = true;
  for (const upload of [...sending]) if (upload.state.peek().canPause) pause(upload);
}

export function resumeAll(): void {
  isPaused.value = false;
  for (const upload of uploads.peek()) {
    if (upload.state.peek().phase === 'paused') resume(upload);
  }
  sendNext();
}

function drop(gone: ReadonlySet<Upload>): void {
  batch(() => {
    for (const upload of gone) {
      if (isUnsent(upload)) upload.transfer?.cancel();
      sending.delete(upload);
      unfollow(upload);
      countOut(upload);
    }
    waiting = waiting.filter((upload) => !gone.has(upload));
    uploads.value = uploads.peek().filter((upload) => !gone.has(upload));
  });
  sendNext();
}

export const cancel = (upload: Upload): void => drop(new Set([upload]));

/** Cancels what is not sent yet. */
export function cancelAll(): void {
  drop(new Set(uploads.peek().filter(isUnsent)));
  isPaused.value = false;
}

/** Empties the tray. */
export const clear = (): void => drop(new Set(uploads.peek()));
