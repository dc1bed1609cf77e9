import { appendFile } from 'node:fs/promises';
import { readConfig } from './config.ts';
import { startS3 } from './server.ts';

/**
 * The embedded S3 as a process of its own. It says where it listens in its first line.
 *
 * `node --max-semi-space-size=1 main.ts --dir …` keeps it under 150 MiB whatever passes through:
 * each read from a socket is a new buffer, and V8 collects young buffers only when they amount to a
 * few times that space, which is 64 MB by default.
 */
const { events, ...config } = readConfig(process.argv.slice(2));
const words = (_key: string, value: unknown) => (Error.isError(value) ? value.stack : value);
const print = (line: object) => process.stdout.write(`${JSON.stringify(line, words)}\n`);

const server = await startS3({
  ...config,
  log: print,
  deliver: async (queueArn, body) => {
    const line = JSON.stringify({ queueArn, body });
    if (events === undefined) print({ queueArn, body });
    else await appendFile(events, `${line}\n`, { flush: true });
  },
});
print({ msg: 'listening', endpoint: server.endpoint });

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void server.close().then(() => process.exit(0)));
}
