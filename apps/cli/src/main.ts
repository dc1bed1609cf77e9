import { parseArgs } from 'node:util';
import type { Command, Invocation } from './command.ts';
import { cost } from './cost.ts';
import { destroyHelp } from './destroy-help.ts';
import { CliError } from './errors.ts';
import { exportCommand } from './export/command.ts';
import { importCommand } from './import/command.ts';
import { keys } from './keys.ts';
import { preflight } from './preflight.ts';
import { album } from './query/album.ts';
import { get } from './query/get.ts';
import { search } from './query/search.ts';
import { rebuild } from './rebuild/rebuild.ts';
import { sheet } from './sheet/sheet.ts';
import { print, say } from './terminal.ts';
import { upload } from './upload/upload.ts';
import { verify } from './verify/verify.ts';

/** All commands by name. */
const commands: Readonly<Record<string, Command>> = {
  upload,
  search,
  get,
  album,
  export: exportCommand,
  import: importCommand,
  keys,
  verify,
  rebuild,
  preflight,
  cost,
  'destroy-help': destroyHelp,
  sheet,
};

const help = `Administration tool of Galeria.

${Object.values(commands)
  .map(({ usage, summary }) => `  npm run -s galeria -- ${usage}\n      ${summary}`)
  .join('\n')}

  --stack NAME   the deployed stack to use, found by its Pulumi outputs (default: the local stack)
  --help         show this text`;

async function main([name, ...rest]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h') {
    print(help);
    return 0;
  }
  const command = commands[name];
  if (!command) throw new CliError('usage', { detail: `unknown command "${name}"; see --help` });
  const { values, positionals } = parse(rest, command);
  if (values.help) {
    print(`npm run -s galeria -- ${command.usage}\n    ${command.summary}`);
    return 0;
  }
  return command.run({ args: positionals, options: values as Invocation['options'] });
}

function parse(args: string[], { options }: Command) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { stack: { type: 'string' }, help: { type: 'boolean', short: 'h' }, ...options },
    });
  } catch (cause) {
    throw new CliError('usage', { detail: (cause as Error).message, cause });
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof CliError)) throw error;
  say(`galeria: ${error.message}`);
  process.exitCode = 2;
}
