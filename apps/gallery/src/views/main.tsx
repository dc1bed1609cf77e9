import { AlbumList } from '../albums/list.tsx';
import { AlbumPage } from '../albums/page.tsx';
import { Grid } from '../grid/grid.tsx';
import { text } from '../i18n.ts';
import { Chips } from '../search/chips.tsx';
import { SongList } from '../songs/list.tsx';
import { source } from '../sources/of-route.ts';
import { route } from '../store/route.ts';
import { session } from '../store/session.ts';
import { Button } from '../ui/button.tsx';
import { chooseFiles } from '../upload/sources.tsx';
import { BinHead } from './bin-head.tsx';
import { State } from './state.tsx';

/** What the address names. */
export function Main() {
  const { view, album } = route.value;
  return (
    <main id="main" tabIndex={-1}>
      {!session.canRead.value ? (
        <UploadOnly />
      ) : view === 'albums' && album === undefined ? (
        <AlbumList />
      ) : (
        <>
          {view === 'albums' && album !== undefined && <AlbumPage key={album} id={album} />}
          {view === 'bin' && <BinHead />}
          <Chips />
          <Listing />
        </>
      )}
    </main>
  );
}

function Listing() {
  const list = source.value;
  const { view, q } = route.value;
  if (!list) return null;
  const isEmpty =
    list.state.value === 'ready' && list.sections.value.every(({ count }) => count === 0);
  if (list.state.value !== 'ready' || isEmpty) return <State source={list} isEmpty={isEmpty} />;
  return view === 'songs' && q === '' ? <SongList source={list} /> : <Grid source={list} />;
}

/** A key that may upload alone shows no items. */
const UploadOnly = () => (
  <section class="empty-state">
    <h2>{text('uploadOnlyTitle')}</h2>
    <p>{text('uploadOnlyText')}</p>
    <Button icon="upload" style="primary" onClick={chooseFiles}>
      {text('choose')}
    </Button>
  </section>
);
