import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { text } from '../i18n.ts';
import { isOpen as isPlayerOpen, toggle } from '../player/player.ts';
import { moveToBin } from '../store/actions.ts';
import { closeItem, openId } from '../store/route.ts';
import { clearSelection, isSelecting, selected } from '../store/selection.ts';
import { session } from '../store/session.ts';
import type { TextName } from '../texts.ts';
import { Button } from './button.tsx';
import { Modal } from './modal.tsx';

const isShown = signal(false);

export function openShortcuts(): void {
  isShown.value = true;
}

const SHORTCUTS: readonly (readonly [keys: string, meaning: TextName])[] = [
  ['/', 'keySearch'],
  ['← ↑ ↓ →', 'keyMove'],
  ['Enter', 'keyOpen'],
  ['x', 'keySelect'],
  ['Shift + ←→', 'keyRange'],
  ['Del', 'keyBin'],
  ['Esc', 'keyClose'],
  ['← →', 'keyStep'],
  ['i', 'keyInfo'],
  ['l', 'keyFavourite'],
  ['f', 'keyFull'],
  ['s', 'keySlides'],
  ['+ − 0', 'keyZoom'],
  ['p', 'keyPlay'],
  ['?', 'keyHelp'],
];

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input:not([type=range]), textarea, select') !== null;

/** The keys of the whole page, and the sheet that lists all of them. */
export function Shortcuts() {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector('dialog.card[open]')) return;
      const run = actionOf(event.key);
      if (!run) return;
      event.preventDefault();
      run();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
  if (!isShown.value) return null;
  const close = () => {
    isShown.value = false;
  };
  return (
    <Modal title={text('shortcuts')} id="shortcuts-title" class="wide" onClose={close}>
      <dl class="shortcuts">
        {SHORTCUTS.map(([keys, name]) => (
          <div key={name}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{text(name)}</dd>
          </div>
        ))}
      </dl>
      <div class="actions">
        <Button autofocus onClick={close}>
          {text('close')}
        </Button>
      </div>
    </Modal>
  );
}

function actionOf(key: string): (() => void) | undefined {
  switch (key) {
    case '?':
      return openShortcuts;
    case '/':
      return openId.peek() === undefined ? focusSearch : undefined;
    case 'Escape':
      if (openId.peek() !== undefined) return closeItem;
      return isSelecting.peek() ? clearSelection : undefined;
    case 'p':
      return isPlayerOpen.peek() ? toggle : undefined;
    case 'Delete':
      return openId.peek() === undefined && isSelecting.peek() && session.canManage.peek()
        ? binSelected
        : undefined;
    default:
      return undefined;
  }
}

const focusSearch = () => document.querySelector<HTMLInputElement>('.search input')?.focus();

function binSelected(): void {
  const ids = [...selected.peek()];
  clearSelection();
  void moveToBin(ids);
}
