export { type Config, ConfigError, readConfig } from './config.ts';
export { createHandler, type Handler } from './handler.ts';
export { captureConsole, causesOf, createLog, type Log } from './log.ts';
