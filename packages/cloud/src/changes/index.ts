export * from './compare.ts';
export * from './feed.ts';
export { encodePosition, type Position } from './position.ts';
