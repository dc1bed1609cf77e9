import type { MediaSummary } from '@galeria/api/client';
import { api, originalPath } from '../api/client.ts';
import { errorMessage } from '../api/error-message.ts';
import { apiKey } from '../api/key.ts';
import { text } from '../i18n.ts';
import { say } from '../store/notices.ts';
import { Icon } from '../ui/icon.tsx';

/** A link to the original. With an API key, the file is fetched first, as a link cannot send a key. */
export function Download({ item: { id, original } }: { item: MediaSummary }) {
  const download = original.filename;
  const fetchFirst = (event: MouseEvent) => {
    if (apiKey.get() === null) return;
    event.preventDefault();
    api.original(id).then(
      (blob) => {
        const link = document.createElement('a');
        link.href = URL.createObjectURL(blob);
        link.download = download;
        link.click();
        // The browser has opened the blob by the next task.
        setTimeout(() => URL.revokeObjectURL(link.href));
      },
      (error: unknown) => say(errorMessage(error)),
    );
  };
  return (
    <a class="button" href={originalPath(id)} download={download} onClick={fetchFirst}>
      <Icon name="download" />
      {text('download')}
    </a>
  );
}
