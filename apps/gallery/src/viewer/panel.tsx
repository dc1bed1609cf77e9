import type { MediaSummary } from '@galeria/api/client';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { AlbumPicker } from '../albums/picker.tsx';
import { meaning, text } from '../i18n.ts';
import { nameOf } from '../item-name.ts';
import { NO_PICTURE, plainTextOf } from '../renditions.ts';
import { neighbourOf } from '../sources/neighbours.ts';
import { source } from '../sources/of-route.ts';
import { erase, moveToBin, restore, retryItems, setMark } from '../store/actions.ts';
import { detail } from '../store/detail.ts';
import { closeItem, step } from '../store/route.ts';
import { session } from '../store/session.ts';
import { Button } from '../ui/button.tsx';
import { ask } from '../ui/confirm.tsx';
import { Icon } from '../ui/icon.tsx';
import { hasPicture } from '../ui/picture.tsx';
import { canRetry } from '../upload/failures.ts';
import { DocumentText } from './document-text.tsx';
import { Download } from './download.tsx';
import { EditForm } from './edit-form.tsx';
import { Facts } from './facts.tsx';
import { History } from './history.tsx';
import { Excerpt } from './stage.tsx';
import { Stars } from './stars.tsx';

/** The facts about the open item, and what can be done with it. */
export function Panel({ item }: { item: MediaSummary }) {
  const isEditing = useSignal(false);
  const isAdding = useSignal(false);
  const { failure, note, status, kind, metadata } = item;
  const whole = detail.value?.id === item.id ? detail.value : undefined;
  const canManage = session.canManage.value;
  const isBinned = item.binnedAt !== undefined;
  const name = nameOf(item);
  const description = item.description ?? metadata.description;
  const isText = kind === 'document';
  const words = plainTextOf(item.renditions);
  if (isEditing.value) {
    return (
      <aside class="panel">
        <EditForm
          item={item}
          onEnd={() => {
            isEditing.value = false;
          }}
        />
      </aside>
    );
  }
  return (
    <aside class="panel" aria-labelledby="detail-name">
      <h2 id="detail-name" tabIndex={-1}>
        {name}
      </h2>
      {failure && (
        <Warning title={text('failure')} code={failure.code}>
          {meaning(failure.code, failure.message)}
        </Warning>
      )}
      {note && note.code !== NO_PICTURE && (
        <Warning code={note.code}>{meaning(note.code, note.message)}</Warning>
      )}
      {description !== undefined && <p class="description">{description}</p>}
      {canManage && !isBinned && <Stars item={item} />}
      <Tags tags={item.tags} />
      <div class="actions">
        {status === 'failed' && failure && canRetry(failure.code) && canManage && (
          <Button icon="again" style="primary" onClick={() => void retryItems([item.id])}>
            {text('retry')}
          </Button>
        )}
        {isBinned && canManage && (
          <Button icon="restore" style="primary" onClick={() => void leaveBy(item.id, restore)}>
            {text('restore')}
          </Button>
        )}
        {canManage && !isBinned && (
          <Button
            icon="edit"
            onClick={() => {
              isEditing.value = true;
            }}
          >
            {text('edit')}
          </Button>
        )}
        {canManage && !isBinned && (
          <Button
            icon="album"
            onClick={() => {
              isAdding.value = true;
            }}
          >
            {text('addToAlbum')}
          </Button>
        )}
        {canManage && !isBinned && (
          <Button
            icon="archive"
            onClick={() => void setMark([item.id], 'archived', !item.archived)}
          >
            {text(item.archived ? 'unarchive' : 'archive')}
          </Button>
        )}
        {words && (
          <a class="button" href={words.url} target="_blank" rel="noreferrer">
            <Icon name="file" />
            {text('readText')}
          </a>
        )}
        <Download item={item} />
        {canManage && (
          <Button icon="trash" style="danger" onClick={() => void remove(item)}>
            {text(isBinned ? 'erase' : 'delete')}
          </Button>
        )}
      </div>
      <Facts item={item} />
      {isText && hasPicture(item) && metadata.excerpt !== undefined && <Excerpt item={item} />}
      {isText && words && <DocumentText url={words.url} pages={metadata.pages} />}
      {whole && <History item={whole} />}
      {isAdding.value && (
        <AlbumPicker
          ids={[item.id]}
          onEnd={() => {
            isAdding.value = false;
          }}
        />
      )}
    </aside>
  );
}

interface WarningProps {
  readonly title?: string;
  readonly code: string;
  readonly children: ComponentChildren;
}

const Warning = ({ title, code, children }: WarningProps) => (
  <p class="warning">
    <Icon name="warning" />
    <span>
      {title !== undefined && <strong>{title}</strong>} {children} <code>{code}</code>
    </span>
  </p>
);

function Tags({ tags = [] }: { tags?: readonly string[] | undefined }) {
  if (tags.length === 0) return null;
  return (
    <ul class="tags" aria-label={text('tags')}>
      {tags.map((tag) => (
        <li key={tag}>
          <a href={`/?${new URLSearchParams({ tag })}`}>{tag}</a>
        </li>
      ))}
    </ul>
  );
}

/** Shows the next item, or the listing, once this one has left it. It stays if the server refuses. */
async function leaveBy(id: string, act: (ids: string[]) => Promise<boolean>): Promise<void> {
  const list = source.peek();
  const other = list && ((await neighbourOf(list, id, 1)) ?? (await neighbourOf(list, id, -1)));
  if (!(await act([id]))) return;
  if (other === undefined) closeItem();
  else step(other);
}

async function remove(item: MediaSummary): Promise<void> {
  const name = nameOf(item);
  const isBinned = item.binnedAt !== undefined;
  const isSure = await ask({
    title: text(isBinned ? 'eraseTitle' : 'deleteTitle', { name }),
    text: text(isBinned ? 'eraseText' : 'deleteText'),
    yes: text(isBinned ? 'erase' : 'delete'),
  });
  if (isSure) await leaveBy(item.id, isBinned ? erase : moveToBin);
}
