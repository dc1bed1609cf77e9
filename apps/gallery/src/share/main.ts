import { Problem } from '../api/problem.ts';
import { chooseLanguage } from '../language.ts';
import { readLink } from './api.ts';
import { dropZone } from './drop.ts';
import { gallery } from './gallery.ts';
import { failure, message, passwordForm } from './states.ts';
import { createText } from './texts.ts';

const { language, locale } = chooseLanguage(navigator.languages);
const text = createText(language);
document.documentElement.lang = language;

const show = (content: HTMLElement): void => document.body.replaceChildren(content);
const again = (): void => void open();
const failed = (error: unknown): void => {
  const isLocked = error instanceof Problem && error.code === 'password-required';
  show(isLocked ? passwordForm(text, again) : failure(text, error, again));
};

/** Shows what the link is for: the form for its password, its items, or the form for files. */
async function open(): Promise<void> {
  show(message(text('loading'), ''));
  try {
    const link = await readLink();
    if (link.title !== undefined) document.title = link.title;
    if (link.isLocked) show(passwordForm(text, again));
    else if (link.type === 'drop') show(dropZone({ text, locale, link }));
    else show(await gallery({ text, locale, link, failed }));
  } catch (error) {
    failed(error);
  }
}

again();
