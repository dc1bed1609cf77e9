import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CliError } from '../errors.ts';
import { onServer, SERVER_USAGE } from '../on-server.ts';
import { counted, say } from '../terminal.ts';
import { PARALLEL } from '../upload/limits.ts';
import { parallelOf } from '../upload/settings.ts';
import { readQuery } from './query.ts';
import { exportAll } from './run.ts';
import { openExportState } from './state.ts';

/** Exports originals with all that their owner has added, and later only what changed. */
export const exportCommand = onServer({
  usage: `export --to FOLDER [--query QUERY] [--parallel N] ${SERVER_USAGE}`,
  summary:
    'export originals, edits and albums to a folder, and later only what changed since; goes on where\n' +
    '      an earlier run stopped, and exits 1 if a file failed. QUERY is that of GET /media, such as\n' +
    '      "kind=image&from=2024"; without one the whole gallery is exported',
  options: {
    to: { type: 'string' },
    query: { type: 'string', default: '' },
    parallel: { type: 'string', default: String(PARALLEL.default) },
  },
  async run({ args, options, server, signal }) {
    if (typeof options.to !== 'string' || args.length > 0) {
      throw new CliError('usage', { detail: 'export requires --to FOLDER' });
    }
    const folder = resolve(options.to);
    const query = String(options.query);
    const parameters = readQuery(query);
    await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
      throw new CliError('no-such-file', { detail: folder, cause });
    });
    const state = await openExportState(folder, { server: server.url, query });
    const parallel = parallelOf(options);
    try {
      const done = await exportAll({ folder, parameters, state, server, parallel, signal });
      const more = [
        ...(done.gone > 0 ? [`${done.gone} no longer in the gallery, whose files stay`] : []),
        ...(done.missing > 0 ? [`${done.missing} left out, see manifest.json`] : []),
      ];
      say(
        [
          `${counted(done.written, 'file')} exported, ${done.unchanged} unchanged, ${done.failures} failed`,
          ...more,
        ].join('; '),
      );
      return done.failures > 0 ? 1 : 0;
    } finally {
      await state.write().catch((error: Error) => {
        say(`The next run hashes the files of this one again: ${error.message}`);
      });
    }
  },
});
