// A browser and a gallery of many items, for the benchmarks.
export { launchBrowser } from './e2e/launch-browser.ts';
export { openSyntheticGallery } from './e2e/synthetic-gallery.ts';
