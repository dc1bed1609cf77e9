export { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from './checkpoint.ts';
export * from './compare.ts';
export * from './daily.ts';
export * from './feed.ts';
