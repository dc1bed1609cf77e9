import { type Logger, pino } from 'pino';

/**
 * JSON lines on stdout, as CloudWatch reads them. Headers are never logged: they carry tokens.
 *
 * What cannot be written, as nobody reads it or its disk is full, is dropped: files are received all
 * the same. Pino's own destination would try its last line for ever, and the process would never end.
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
