import { appendFile } from 'node:fs/promises';
import { readConfig } from './config.ts';
import { startS3 } from './server.ts';

/**
 * Runs the embedded S3 as a standalone process. Its first output line contains its address.
 *
 * `node --max-semi-space-size=1 main.ts --dir …` keeps its memory under 150 MiB under any load: each
 * read from a socket allocates a buffer, and V8 collects new buffers only when they exceed a multiple
 * of that space, by default 64 MB.
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
