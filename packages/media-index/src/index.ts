export * from './errors.ts';
export * from './limits.ts';
export * from './model.ts';
export * from './port.ts';
export * from './query.ts';
export * from './sqlite/open.ts';
