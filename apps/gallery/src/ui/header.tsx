import { text } from '../i18n.ts';
import { Search } from '../search/search.tsx';
import { source } from '../sources/of-route.ts';
import { density, STEPS, setDensity } from '../store/density.ts';
import { go, route } from '../store/route.ts';
import { forgetKey, session } from '../store/session.ts';
import { chooseFiles, chooseFolder } from '../upload/sources.tsx';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { Menu } from './menu.tsx';
import { openShortcuts } from './shortcuts.tsx';

/** The page header with name, search, size of the tiles, and upload. */
export function Header() {
  return (
    <header class="top">
      <h1>
        <a
          href="/"
          aria-label="Galeria"
          onClick={(event) => {
            event.preventDefault();
            go({ view: 'all', album: undefined, q: '', filters: {} });
          }}
        >
          <Icon name="pictures" />
          <span>Galeria</span>
        </a>
      </h1>
      {session.canRead.value && <Search />}
      <span class="gap" />
      {source.value && !(route.value.view === 'songs' && route.value.q === '') && (
        <input
          class="density"
          type="range"
          min={0}
          max={STEPS - 1}
          step={1}
          value={density.value}
          aria-label={text('density')}
          title={text('density')}
          onInput={(event) => setDensity(event.currentTarget.valueAsNumber)}
        />
      )}
      <Menu icon="more" label={text('menu')}>
        <Button icon="folder" onClick={chooseFolder}>
          {text('chooseFolder')}
        </Button>
        <Button icon="keyboard" onClick={openShortcuts}>
          {text('shortcuts')}
        </Button>
        {session.hasKey.value && (
          <Button icon="lock" onClick={forgetKey}>
            {text('keyForget')}
          </Button>
        )}
      </Menu>
      <Button icon="upload" style="primary" class="upload" onClick={chooseFiles}>
        <span>{text('upload')}</span>
      </Button>
    </header>
  );
}
