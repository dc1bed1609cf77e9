export * from './compare.ts';
export * from './daily.ts';
export * from './feed.ts';
export { encodePosition, type Position } from './position.ts';
