export * from './errors.ts';
export * from './failures.ts';
export * from './ids.ts';
export * from './keys.ts';
export * from './kind.ts';
export * from './object-created.ts';
export * from './registry.ts';
export * from './sniff.ts';
