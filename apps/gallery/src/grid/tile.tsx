import type { MediaSummary } from '@galeria/api/client';
import { format, meaning, text } from '../i18n.ts';
import { nameOf } from '../item-name.ts';
import { audioOf, NO_PICTURE, waveformOf } from '../renditions.ts';
import { itemOf } from '../store/items.ts';
import { isSelecting, selected } from '../store/selection.ts';
import { Icon } from '../ui/icon.tsx';
import { hasPicture, Picture } from '../ui/picture.tsx';

interface TileProps {
  readonly id: string;
  readonly style: Readonly<Record<'top' | 'left' | 'width' | 'height', string>>;
  readonly width: number;
  readonly isSquare: boolean;
  /** Whether Tab reaches this tile. */
  readonly isCurrent: boolean;
}

/** A tile of the grid: a link to the item, and a button that selects it. */
export function Tile({ id, style, width, isSquare, isCurrent }: TileProps) {
  const item = itemOf(id);
  if (!item) return null;
  const { metadata, status, kind, renditions, favourite } = item;
  const isSong = audioOf(renditions) !== undefined;
  const name = nameOf(item);
  const isPicked = selected.value.has(id);
  const isShown = hasPicture(item);
  const isOutline = isSong && waveformOf(renditions)?.width !== undefined;
  const taken = metadata.taken ? `, ${format.taken(metadata.taken)}` : '';
  const label = [text('open', { name }) + taken, !isShown && stateOf(item)];
  const classes = ['tile', status, kind, isOutline && 'outline', isPicked && 'picked'];
  return (
    <li data-id={id} style={style}>
      <a
        class={classes.filter(Boolean).join(' ')}
        href={`#${id}`}
        tabIndex={isCurrent ? 0 : -1}
        draggable={false}
      >
        <span class="unseen">{label.filter(Boolean).join(', ')}</span>
        <span class="face" aria-hidden="true">
          {isShown ? (
            <Picture item={item} alt="" sizes={`${Math.ceil(width)}px`} tile square={isSquare} />
          ) : metadata.excerpt !== undefined ? (
            <TextTile item={item} />
          ) : (
            <Blank item={item} />
          )}
          {isSong && (
            <span class="caption">
              <strong>{name}</strong>
              {metadata.artist !== undefined && <span>{metadata.artist}</span>}
            </span>
          )}
          {kind === 'document' && isShown && !item.snippet && (
            <span class="doc-name" dir="auto">
              {name}
            </span>
          )}
          {item.snippet && <Snippet snippet={item.snippet} />}
          {item.note && item.note.code !== NO_PICTURE && (
            <span class="badge" title={noteOf(item)}>
              <Icon name="warning" />
            </span>
          )}
          {favourite && <span class="mark" />}
        </span>
      </a>
      <button
        type="button"
        class="pick"
        tabIndex={-1}
        aria-pressed={isPicked}
        aria-label={text('select', { name })}
        data-always={isSelecting.value || undefined}
      />
    </li>
  );
}

/** More characters than fit on a tile. */
const EXCERPT_CHARACTERS = 400;

/** Shows an item without a picture by its excerpt, as plain text, never as markup. */
const TextTile = ({ item }: { item: MediaSummary }) => (
  <span class="sheet">
    <span class="words">{item.metadata.excerpt?.slice(0, EXCERPT_CHARACTERS)}</span>
    <span class="name">{nameOf(item)}</span>
  </span>
);

/** Where the text of a document matches the search. */
function Snippet({ snippet }: { snippet: NonNullable<MediaSummary['snippet']> }) {
  const parts = [];
  let last = 0;
  for (const [start = 0, end = 0] of snippet.marks) {
    parts.push(snippet.text.slice(last, start), <mark>{snippet.text.slice(start, end)}</mark>);
    last = end;
  }
  return (
    <span class="snippet">
      {snippet.page !== undefined && <b>{text('page', { page: snippet.page })}</b>}
      {parts}
      {snippet.text.slice(last)}
    </span>
  );
}

const stateOf = (item: MediaSummary): string =>
  item.failure ? meaning(item.failure.code, item.failure.message) : noteOf(item);

/** A document without a picture shows its format, as a missing picture is not an error. */
const noteOf = ({ note, status, metadata }: MediaSummary): string => {
  if (note?.code === NO_PICTURE && metadata.format) return metadata.format.toUpperCase();
  return note ? meaning(note.code, note.message) : text(status);
};

/** The placeholder for a picture that is missing or not ready. */
function Blank({ item }: { item: MediaSummary }) {
  const isBusy = item.status !== 'ready' && item.status !== 'failed';
  return (
    <span class="blank">
      {isBusy ? <span class="spinner" /> : <Icon name={item.failure ? 'warning' : 'file'} />}
      <span class="state">{stateOf(item)}</span>
      <span class="name">{item.original.filename}</span>
    </span>
  );
}
