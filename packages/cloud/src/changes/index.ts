export { type Checkpoint, decodeCheckpoint, encodeCheckpoint, startOver } from './checkpoint.ts';
export * from './compare.ts';
export * from './daily.ts';
export * from './feed.ts';
