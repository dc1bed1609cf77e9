import { rm } from 'node:fs/promises';
import { launchBrowser } from './browser.ts';
import { Galeria } from './galeria.ts';
import { mediaFolder } from './media.ts';

/** Starts Galeria and a browser, and creates a folder for test files. */
export async function openBrowserFixture() {
  const [galeria, browser, folder] = await Promise.all([
    Galeria.start(),
    launchBrowser(),
    mediaFolder(),
  ]);
  const close = () =>
    Promise.all([browser.close(), galeria.remove(), rm(folder, { recursive: true })]);
  return { galeria, browser, folder, close };
}
