import { isSettled, type MediaSummary } from '@galeria/api/client';
import { Problem } from '../api/problem.ts';
import { send } from '../api/send.ts';
import { type Context, errorMessage } from '../context.ts';
import type { StatusPolling } from '../status-polling.ts';
import { createRow, type Row } from './row.ts';
import { createTray } from './tray.ts';

/** Concurrent uploads: enough to use the bandwidth, below the browser's connection limit. */
const PARALLEL = 3;

interface Upload {
  readonly file: File;
  readonly row: Row;
  state: 'waiting' | 'underway' | 'done' | 'failed';
  duplicate: boolean;
  /** The item's id, known when the server has accepted the file. */
  id?: string;
}

/** Uploads files with bounded concurrency and follows them until they are processed. */
export function createUploads(context: Context, polling: Pick<StatusPolling, 'add'>) {
  let uploads: Upload[] = [];
  const tray = createTray(context, () => {
    uploads = [];
  });

  function tally(): void {
    const count = (state: Upload['state']) => uploads.filter((one) => one.state === state).length;
    tray.count({ done: count('done'), failed: count('failed'), all: uploads.length });
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
    row.begin();
    try {
      const { id, duplicate = false } = await sendWithKey(file, row);
      upload.id = id;
      upload.duplicate = duplicate;
      row.accepted();
      polling.add(id);
    } catch (error) {
      upload.state = 'failed';
      row.refused(errorMessage(context, error), () => {
        upload.state = 'waiting';
        sendNext();
      });
    }
    sendNext();
  }

  async function sendWithKey(file: File, row: Row) {
    for (;;) {
      try {
        return await send(file, row.progress);
      } catch (error) {
        if (!(error instanceof Problem) || error.status !== 401) throw error;
        await context.api.askForKey();
      }
    }
  }

  const of = (id: string) =>
    uploads.filter((upload) => upload.id === id && upload.state === 'underway');

  return {
    element: tray.element,
    add(files: readonly File[]): void {
      for (const file of files) {
        const upload: Upload = {
          file,
          row: createRow(context, file),
          state: 'waiting',
          duplicate: false,
        };
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
