export * from './compare.ts';
export * from './daily.ts';
export * from './feed.ts';
export { decodePosition, encodePosition, type Position } from './position.ts';
