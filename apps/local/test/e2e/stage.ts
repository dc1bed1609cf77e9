import { rm } from 'node:fs/promises';
import { launchBrowser } from './browser.ts';
import { Galeria } from './galeria.ts';
import { mediaFolder } from './media.ts';

/** A whole Galeria, a browser to look at it with, and a folder for what is sent to it. */
export async function openStage() {
  const [galeria, browser, folder] = await Promise.all([
    Galeria.start(),
    launchBrowser(),
    mediaFolder(),
  ]);
  const close = () =>
    Promise.all([browser.close(), galeria.remove(), rm(folder, { recursive: true })]);
  return { galeria, browser, folder, close };
}
