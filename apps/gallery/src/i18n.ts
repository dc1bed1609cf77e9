import { createFormat } from './format.ts';
import { chooseLanguage } from './language.ts';
import { createTexts } from './texts.ts';

const { language, locale } = chooseLanguage(navigator.languages);

/** The texts and formats of the page's language. */
export const texts = createTexts(language);
export const { text, meaning } = texts;
export const format = createFormat(texts, locale);
export { language, locale };
