import { openCatalog } from '@galeria/catalog';
import { EnvironmentError } from '@galeria/config';
import { watchOpenFiles } from '@galeria/uploader/open-files';
import { startCloud } from './cloud.ts';
import { type Config, readConfig } from './config.ts';
import { lockDataFolder } from './data-folder.ts';
import { onDisk, untilDiskFails } from './disk.ts';
import { LocalError } from './errors.ts';
import { collect } from './send/files.ts';
import { send } from './send/send.ts';
import { createTemporaryKey, type TemporaryKey } from './send/temporary-key.ts';
import { ignoreOutputErrors, say, usage } from './terminal.ts';

/** `npm start`, and `npm start -- <file or folder> …`. Resolves to the process's exit status. */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    return 0;
  }
  const option = args.find((arg) => arg.startsWith('-'));
  if (option) throw new LocalError('bad-option', { detail: `${option}; see npm start -- --help` });
  const stopped = new Promise<void>((stop) => {
    process.once('SIGINT', () => stop());
    process.once('SIGTERM', () => stop());
  });
  const config = readConfig();
  await lockDataFolder(config.home);
  watchOpenFiles({ reached: say, free: say });
  const until = { stopped, diskFails: untilDiskFails(config.home) };
  return onDisk(config.home, () =>
    args.length > 0 ? sendFiles(config, args, until) : serve(config, until),
  );
}

/** The events that end a run early. */
interface Until {
  readonly stopped: Promise<void>;
  readonly diskFails: Promise<LocalError>;
}

/** Runs Galeria until it is stopped or the disk fails. */
async function serve(config: Config, { stopped, diskFails }: Until): Promise<number> {
  const cloud = await startCloud(config);
  say(`Galeria is running at ${cloud.address} (open it in a browser)`);
  say(`Data folder: ${config.home}. Press Ctrl-C to stop`);
  say('');
  say(`  curl -F file=@photo.jpg ${cloud.address}/uploads`);
  say('');
  const failure = await Promise.race([stopped, diskFails]);
  say('Stopping …');
  await cloud.close().catch((error) => {
    throw failure ?? error;
  });
  if (failure) throw failure;
  say('Stopped. All data is kept');
  return 0;
}

/** Runs Galeria until the given files are processed. */
async function sendFiles(
  config: Config,
  paths: readonly string[],
  { stopped, diskFails }: Until,
): Promise<number> {
  const collected = await collect(paths);
  let key: TemporaryKey | undefined;
  const cloud = await startCloud(config, {
    prepare: async ({ dynamodb }, { table }) => {
      key = await createTemporaryKey(openCatalog({ table: String(table), dynamodb }));
    },
  });
  try {
    const sent = send({ address: cloud.address, token: key?.token }, collected);
    const failed = diskFails.then((error) => Promise.reject(error));
    return await Promise.race([sent, stopped.then(() => 130), failed]);
  } finally {
    await key?.revoke();
    await cloud.close();
  }
}

ignoreOutputErrors();
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof LocalError || error instanceof EnvironmentError)) throw error;
  process.stderr.write(`galeria: ${error.message}\n`);
  process.exitCode = 1;
}
