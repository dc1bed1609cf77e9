import { isSettled, type MediaSummary } from '@galeria/api/client';
import { type Context, errorMessage } from '../context.ts';
import type { StatusPolling } from '../status-polling.ts';
import { PARALLEL } from './limits.ts';
import { createRow, type Row } from './row.ts';
import { startTransfer } from './start-transfer.ts';
import type { Transfer } from './transfer.ts';
import { createTray } from './tray.ts';

interface Upload {
  readonly file: File;
  readonly row: Row;
  state: 'waiting' | 'underway' | 'paused' | 'done' | 'failed';
  duplicate: boolean;
  transfer?: Transfer;
  /** The item's id, known when the server has accepted the file. */
  id?: string;
}

/** Uploads files with bounded concurrency and follows them until they are processed. */
export function createUploads(context: Context, polling: Pick<StatusPolling, 'add'>) {
  let uploads: Upload[] = [];
  const tray = createTray(context, {
    clear: () => {
      uploads = [];
    },
    retryAll: () => {
      for (const upload of uploads) if (isRefused(upload)) again(upload);
    },
  });

  const isRefused = ({ state, id }: Upload) => state === 'failed' && id === undefined;
  const isUnsent = ({ state, id }: Upload) =>
    id === undefined && (state === 'waiting' || state === 'underway' || state === 'paused');

  addEventListener('beforeunload', (event) => {
    if (uploads.some(isUnsent)) event.preventDefault();
  });

  function tally(): void {
    const count = (state: Upload['state']) => uploads.filter((one) => one.state === state).length;
    const refused = uploads.filter(isRefused).length;
    tray.count({ done: count('done'), failed: count('failed'), refused, all: uploads.length });
  }

  function sendNext(): void {
    const sending = uploads.filter(({ state, id }) => state === 'underway' && id === undefined);
    const next = uploads.find(({ state }) => state === 'waiting');
    if (next && sending.length < PARALLEL) {
      void sendOne(next);
      sendNext();
    }
    tally();
  }

  async function sendOne(upload: Upload): Promise<void> {
    const { file, row } = upload;
    upload.state = 'underway';
    const transfer = startTransfer(file, {
      onProgress: row.progress,
      onCut: row.cut,
      askForKey: context.api.askForKey,
    });
    upload.transfer = transfer;
    row.sending(transfer.pause !== undefined);
    try {
      const { id, duplicate = false } = await transfer.result;
      upload.state = 'underway';
      upload.id = id;
      upload.duplicate = duplicate;
      row.accepted();
      polling.add(id);
    } catch (error) {
      upload.state = 'failed';
      row.refused(errorMessage(context, error));
    }
    sendNext();
  }

  function again(upload: Upload): void {
    upload.state = 'waiting';
    upload.row.waiting();
    sendNext();
  }

  function pause(upload: Upload): void {
    upload.transfer?.pause?.();
    upload.state = 'paused';
    upload.row.paused();
    sendNext();
  }

  /** A resumed upload may be one more than `PARALLEL` for a while. */
  function resume(upload: Upload): void {
    upload.state = 'underway';
    upload.row.sending(true);
    upload.transfer?.resume?.();
    tally();
  }

  function cancel(upload: Upload): void {
    upload.transfer?.cancel();
    upload.row.element.remove();
    uploads = uploads.filter((one) => one !== upload);
    sendNext();
  }

  const of = (id: string) =>
    uploads.filter((upload) => upload.id === id && upload.state === 'underway');

  return {
    element: tray.element,
    add(files: readonly File[]): void {
      for (const file of files) {
        const row = createRow(context, file, {
          again: () => again(upload),
          pause: () => pause(upload),
          resume: () => resume(upload),
          cancel: () => cancel(upload),
        });
        const upload: Upload = { file, row, state: 'waiting', duplicate: false };
        uploads.push(upload);
        tray.add(upload.row);
      }
      sendNext();
    },
    onItem(item: MediaSummary): void {
      for (const upload of of(item.id)) {
        upload.row.became(item, upload.duplicate);
        if (isSettled(item)) upload.state = item.status === 'ready' ? 'done' : 'failed';
      }
      if (uploads.length > 0) tally();
    },
    onRemoved(id: string): void {
      for (const upload of of(id)) {
        upload.row.gone();
        upload.state = 'failed';
      }
      if (uploads.length > 0) tally();
    },
  };
}
