export * from './compare.ts';
export * from './daily.ts';
export * from './feed.ts';
export { decodeCheckpoint, encodeCheckpoint, type Checkpoint } from './checkpoint.ts';
