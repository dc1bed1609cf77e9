export * from './client.ts';
export * from './erase.ts';
export * from './errors.ts';
export * from './send-bytes.ts';
