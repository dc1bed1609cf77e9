import { isSettled, type MediaItem } from '@galeria/api/client';
import { Problem } from '../api/problem.ts';
import { send } from '../api/send.ts';
import { type Context, explain } from '../context.ts';
import type { Watch } from '../watch.ts';
import { createRow, type Row } from './row.ts';
import { createTray } from './tray.ts';

/** Requests at a time: enough to fill a line, and few enough to leave the browser some. */
const PARALLEL = 3;

interface Upload {
  readonly file: File;
  readonly row: Row;
  state: 'waiting' | 'underway' | 'done' | 'failed';
  duplicate: boolean;
  /** Known once the server has it. */
  id?: string;
}

/** Sends files, some at a time, and follows them until they are in the gallery. */
export function createUploads(context: Context, watch: Pick<Watch, 'add'>) {
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
      watch.add(id);
    } catch (error) {
      upload.state = 'failed';
      row.refused(explain(context, error), () => {
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
    onItem(item: MediaItem): void {
      for (const upload of of(item.id)) {
        upload.row.became(item, upload.duplicate);
        if (isSettled(item)) upload.state = item.status === 'ready' ? 'done' : 'failed';
      }
      if (uploads.length > 0) tally();
    },
    onGone(id: string): void {
      for (const upload of of(id)) {
        upload.row.gone();
        upload.state = 'failed';
      }
      if (uploads.length > 0) tally();
    },
  };
}
