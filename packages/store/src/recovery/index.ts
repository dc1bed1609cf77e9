export * from './original.ts';
export * from './recover.ts';
export * from './sums.ts';
export * from './upload-record.ts';
