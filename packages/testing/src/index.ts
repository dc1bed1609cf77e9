export { eventually, TIMEOUT_MS } from './eventually.ts';
export { newFolder } from './folder.ts';
