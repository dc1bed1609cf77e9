export * from './edits.ts';
export * from './paths.ts';
export * from './sidecar.ts';
