import { signal } from '@preact/signals';
import { AlbumPicker } from '../albums/picker.tsx';
import { format, text } from '../i18n.ts';
import { source } from '../sources/of-route.ts';
import {
  changeAlbum,
  erase,
  moveToBin,
  progress,
  restore,
  retryItems,
  setMark,
} from '../store/actions.ts';
import { peekItem } from '../store/items.ts';
import { route } from '../store/route.ts';
import { clearSelection, isSelecting, selected } from '../store/selection.ts';
import { session } from '../store/session.ts';
import type { TextName } from '../texts.ts';
import { Button } from '../ui/button.tsx';
import { ask } from '../ui/confirm.tsx';
import type { IconName } from '../ui/icon.tsx';
import { canRetry } from '../upload/failures.ts';
import { DateDialog } from './date-dialog.tsx';
import { TagDialog } from './tag-dialog.tsx';

const DIALOGS = [
  ['album', 'album', 'addToAlbum'],
  ['tags', 'tag', 'changeTags'],
  ['date', 'calendar', 'shiftDate'],
] as const satisfies readonly (readonly [name: string, icon: IconName, label: TextName])[];

const dialog = signal<(typeof DIALOGS)[number][0] | undefined>(undefined);

const close = () => {
  dialog.value = undefined;
};

/** What can be done with the selected items. */
export function SelectionBar() {
  const { view, album } = route.value;
  const ids = [...selected.value];
  const now = progress.value;
  if (!isSelecting.value && now === undefined) return null;
  const canManage = session.canManage.value;
  const isBin = view === 'bin';
  const items = ids.flatMap((id) => peekItem(id) ?? []);
  const failed = items.filter(({ failure }) => failure && canRetry(failure.code));
  const isAllFavourite = items.length > 0 && items.every(({ favourite }) => favourite);
  const isAllArchived = items.length > 0 && items.every(({ archived }) => archived);
  /** Runs an action, and ends the selection. */
  const run = (action: (ids: string[]) => Promise<unknown>) => () => {
    clearSelection();
    void action(ids);
  };
  return (
    <div class="selection" role="toolbar" aria-label={text('selection')}>
      {now !== undefined && (
        <progress max={now.all} value={now.done} aria-label={text('underWay')} />
      )}
      {isSelecting.value && (
        <>
          <Button
            icon="close"
            style="quiet"
            label={text('clearSelection')}
            onClick={clearSelection}
          />
          <strong role="status">{text('selected', { count: format.number(ids.length) })}</strong>
          <span class="gap" />
        </>
      )}
      {isSelecting.value && canManage && !isBin && (
        <>
          <Button
            icon="heart"
            style="quiet"
            filled={isAllFavourite}
            label={text(isAllFavourite ? 'unfavourite' : 'favourite')}
            onClick={run((all) => setMark(all, 'favourite', !isAllFavourite))}
          />
          {DIALOGS.map(([name, icon, label]) => (
            <Button
              key={name}
              icon={icon}
              style="quiet"
              label={text(label)}
              onClick={() => {
                dialog.value = name;
              }}
            />
          ))}
          <Button
            icon="archive"
            style="quiet"
            label={text(isAllArchived ? 'unarchive' : 'archive')}
            onClick={run((all) => setMark(all, 'archived', !isAllArchived))}
          />
          {failed.length > 0 && (
            <Button
              icon="again"
              style="quiet"
              label={text('retry')}
              onClick={run(() => retryItems(failed.map(({ id }) => id)))}
            />
          )}
          {album !== undefined && (
            <Button
              icon="minus"
              style="quiet"
              label={text('removeFromAlbum')}
              onClick={run((all) => changeAlbum(album, all, 'remove'))}
            />
          )}
          <Button icon="trash" style="quiet" label={text('delete')} onClick={run(moveToBin)} />
        </>
      )}
      {isSelecting.value && canManage && isBin && (
        <>
          <Button icon="restore" onClick={run(restoreAll)}>
            {text('restore')}
          </Button>
          <Button icon="trash" style="danger" onClick={() => void eraseSure(ids)}>
            {text('erase')}
          </Button>
        </>
      )}
      {dialog.value === 'album' && <AlbumPicker ids={ids} onEnd={close} />}
      {dialog.value === 'tags' && <TagDialog ids={ids} onEnd={close} />}
      {dialog.value === 'date' && <DateDialog ids={ids} onEnd={close} />}
    </div>
  );
}

const restoreAll = (ids: string[]) => restore(ids);

async function eraseSure(ids: readonly string[]): Promise<void> {
  const isSure = await ask({
    title: text('eraseManyTitle', { count: ids.length }),
    text: text('eraseText'),
    yes: text('erase'),
  });
  if (!isSure) return;
  clearSelection();
  await erase(ids);
  await source.peek()?.refresh();
}
