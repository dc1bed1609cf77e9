import { render } from 'preact';
import { App } from './app.tsx';
import { language, text } from './i18n.ts';
import { attachPlayer } from './player/player.ts';
import { startLive } from './store/live.ts';
import { say } from './store/notices.ts';
import { startSession } from './store/start-session.ts';
import { unfinishedNames } from './upload/unfinished.ts';

document.documentElement.lang = language;
render(<App />, document.body);
attachPlayer(document.body);

const unfinished = unfinishedNames(localStorage, Date.now());
if (unfinished.length > 0) say(text('unfinished', { names: unfinished.join(', ') }));
startSession();
startLive();
