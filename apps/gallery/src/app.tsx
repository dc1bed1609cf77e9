import { useSignalEffect } from '@preact/signals';
import { albumName } from './albums/store.ts';
import { text } from './i18n.ts';
import { nameOf } from './item-name.ts';
import { PlayerBar } from './player/bar.tsx';
import { isOpen as isPlayerOpen } from './player/player.ts';
import { SelectionBar } from './selection/bar.tsx';
import { detail } from './store/detail.ts';
import { itemOf } from './store/items.ts';
import { openId, route } from './store/route.ts';
import { session } from './store/session.ts';
import { Confirm } from './ui/confirm.tsx';
import { Header } from './ui/header.tsx';
import { KeyDialog } from './ui/key-dialog.tsx';
import { Navigation } from './ui/navigation.tsx';
import { Notices } from './ui/notices.tsx';
import { Shortcuts } from './ui/shortcuts.tsx';
import { FileSources } from './upload/sources.tsx';
import { Tray } from './upload/tray.tsx';
import { Viewer } from './viewer/viewer.tsx';
import { Main } from './views/main.tsx';

export function App() {
  useSignalEffect(() => {
    document.title = titleOf();
  });
  const isCovered = openId.value !== undefined;
  const classes = ['shell', isPlayerOpen.value && 'has-bar', isCovered && 'covered'];
  return (
    <>
      <div class={classes.filter(Boolean).join(' ')} inert={isCovered}>
        <a class="skip" href="#main">
          {text('skipToContent')}
        </a>
        <Header />
        <Navigation />
        <Main />
        <SelectionBar />
      </div>
      <Viewer />
      <PlayerBar />
      <Tray />
      <Notices />
      <Confirm />
      <KeyDialog />
      <Shortcuts />
      <FileSources />
      {!session.isOnline.value && (
        <p class="offline" role="status">
          {text('offline')}
        </p>
      )}
    </>
  );
}

/** The open item, the search or the view, as a browser's tab and history show it. */
function titleOf(): string {
  const { view, q, item, album } = route.value;
  const open = item === undefined ? undefined : (itemOf(item) ?? detail.value);
  if (open) return `${nameOf(open)} · Galeria`;
  if (q !== '') return `${q} · Galeria`;
  if (album !== undefined) return `${albumName(album) ?? text('albums')} · Galeria`;
  return view === 'all' ? 'Galeria' : `${text(view)} · Galeria`;
}
