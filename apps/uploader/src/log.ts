import { type Logger, pino } from 'pino';

/** JSON lines on stdout, as CloudWatch reads them. Headers are never logged: they carry tokens. */
export const createLog = (level: string, cell: string): Logger =>
  pino({
    level,
    base: { cell },
    messageKey: 'message',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { req: () => undefined, res: () => undefined },
  });
