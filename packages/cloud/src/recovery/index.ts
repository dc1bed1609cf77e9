export * from './original.ts';
export * from './recover.ts';
export * from './recover-missing.ts';
export * from './send-again.ts';
export * from './sums.ts';
export * from './upload-record.ts';
