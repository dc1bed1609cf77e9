import { resolve } from 'node:path';
import type { Command } from '../command.ts';
import { CliError } from '../errors.ts';
import { onServer, SERVER_USAGE } from '../on-server.ts';
import { say } from '../terminal.ts';
import { PARALLEL } from '../upload/limits.ts';
import { parallelOf } from '../upload/settings.ts';
import { openState } from '../upload/state.ts';
import { readExport } from './galeria-export.ts';
import { readGoogleTakeout } from './google-takeout.ts';
import { readICloud } from './icloud.ts';
import { readImmich } from './immich.ts';
import type { Plan } from './plan.ts';
import { importAll } from './run.ts';

/** The readers of layouts, by the option that names one. */
const layouts: Readonly<Record<string, (folder: string) => Promise<Plan>>> = {
  'google-takeout': readGoogleTakeout,
  immich: readImmich,
  icloud: readICloud,
};

/** Imports an export of Galeria or of another program. */
export const importCommand: Command = onServer({
  usage: `import FOLDER [--google-takeout | --immich | --icloud] [--parallel N] ${SERVER_USAGE}`,
  summary:
    'import a folder that export wrote, or with an option what another program has exported: uploads\n' +
    '      what is missing, then edits and albums. The same command again does what is left; exits 1 if\n' +
    '      something failed',
  options: {
    'google-takeout': { type: 'boolean' },
    immich: { type: 'boolean' },
    icloud: { type: 'boolean' },
    parallel: { type: 'string', default: String(PARALLEL.default) },
  },
  async run({ args, options, server, api, signal }) {
    const [folder, ...more] = args;
    const named = Object.keys(layouts).filter((name) => options[name] === true);
    if (folder === undefined || more.length > 0 || named.length > 1) {
      throw new CliError('usage', { detail: 'import requires one folder and at most one layout' });
    }
    const parallel = parallelOf(options);
    const read = layouts[named[0] ?? ''] ?? readExport;
    const plan = await read(resolve(folder));
    const state = await openState(server.url);
    try {
      const failures = await importAll(plan, { api, server, state, signal, parallel });
      return failures > 0 ? 1 : 0;
    } finally {
      await state.write().catch((error: Error) => {
        say(`The next run cannot go on where this one stopped: ${state.path}: ${error.message}`);
      });
    }
  },
});
