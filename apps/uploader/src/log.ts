import { type Logger, pino } from 'pino';

/**
 * Logs JSON lines to stdout, as CloudWatch reads them. Headers are never logged: they carry tokens.
 *
 * Lines that cannot be written, because the reader is gone or the disk is full, are dropped, and the
 * uploader continues. Pino's own destination would retry its last line for ever, and the process would
 * never exit.
 */
export function createLog(level: string, cell: string): Logger {
  process.stdout.on('error', () => undefined);
  return pino(
    {
      level,
      base: { cell },
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { req: () => undefined, res: () => undefined },
    },
    process.stdout,
  );
}
