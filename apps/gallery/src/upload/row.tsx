import { useEffect, useState } from 'preact/hooks';
import { format, text } from '../i18n.ts';
import { squareThumbnailOf } from '../renditions.ts';
import { itemOf } from '../store/items.ts';
import { open } from '../store/route.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { px } from '../ui/px.ts';
import { cancel, pause, resume, retry } from './queue.ts';
import type { Upload, UploadState } from './upload.ts';

/** A row of the upload tray with the progress and result of one file. */
export function Row({ upload, top }: { upload: Upload; top: number }) {
  const { file, state } = upload;
  const now = state.value;
  const { phase, item, code } = now;
  const label = (name: 'again' | 'pause' | 'resume' | 'cancel') => `${text(name)}: ${file.name}`;
  const isRefused = phase === 'failed' && item === undefined;
  const isOpenable = item !== undefined && itemOf(item) !== undefined;
  return (
    <li class={`row ${phase}`} style={{ top: px(top) }}>
      <Thumb upload={upload} />
      <span class="what">
        {isOpenable ? (
          <a
            class="name"
            title={file.name}
            href={`#${item}`}
            onClick={(event) => {
              event.preventDefault();
              open(item);
            }}
          >
            {file.name}
          </a>
        ) : (
          <span class="name" title={file.name}>
            {file.name}
          </span>
        )}
        <span class="state">
          {said(file, now)} {code !== undefined && <code>{code}</code>}
        </span>
      </span>
      <span class="row-actions">
        {phase === 'done' && <Icon name="check" />}
        {isRefused && now.canRetry && (
          <Button icon="again" style="quiet" label={label('again')} onClick={() => retry(upload)} />
        )}
        {phase === 'sending' && now.canPause && (
          <Button icon="pause" style="quiet" label={label('pause')} onClick={() => pause(upload)} />
        )}
        {phase === 'paused' && (
          <Button
            icon="resume"
            style="quiet"
            label={label('resume')}
            onClick={() => resume(upload)}
          />
        )}
        {phase !== 'done' && phase !== 'accepted' && (
          <Button
            icon="close"
            style="quiet"
            label={label('cancel')}
            onClick={() => cancel(upload)}
          />
        )}
      </span>
      {(phase === 'sending' || phase === 'paused') && (
        <progress max={file.size || 1} value={now.sent} aria-label={file.name} />
      )}
      {phase === 'accepted' && <progress aria-label={file.name} />}
    </li>
  );
}

function said({ size }: File, { phase, sent, message }: UploadState): string {
  if (message !== undefined) return message;
  const percent = format.percent(size > 0 ? sent / size : 1);
  switch (phase) {
    case 'waiting':
      return text('waiting');
    case 'sending':
      return sent < size ? text('sending', { percent, size: format.bytes(size) }) : text('saving');
    case 'paused':
      return text('paused', { percent });
    case 'accepted':
      return text('received');
    case 'done':
      return text('ready');
    case 'failed':
      return text('failed');
  }
}

/** A preview of the file itself, and of its item once that is ready. */
function Thumb({ upload }: { upload: Upload }) {
  const { file, state } = upload;
  const { item, phase } = state.value;
  const [preview, setPreview] = useState<string | undefined>(undefined);
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (!file.type.startsWith('image/')) return;
    const url = URL.createObjectURL(file);
    setPreview(url);
    return () => URL.revokeObjectURL(url);
  }, []);
  const stored = phase === 'done' && item !== undefined ? itemOf(item) : undefined;
  const src = (stored && squareThumbnailOf(stored.renditions)?.url) ?? preview;
  return (
    <span class="thumb">
      {!isShown && <Icon name="file" />}
      {src !== undefined && (
        // The browser may not decode the file's format, such as HEIC.
        <img
          src={src}
          alt=""
          decoding="async"
          hidden={!isShown}
          onLoad={() => setShown(true)}
          onError={() => setShown(false)}
        />
      )}
    </span>
  );
}
