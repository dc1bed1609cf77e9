import { startCloud } from './cloud.ts';
import { readConfig } from './config.ts';
import { LocalError } from './errors.ts';
import { takeHome } from './home.ts';
import { send } from './send/send.ts';
import { say, usage } from './terminal.ts';

/** `npm start`, and `npm start -- <file or folder> …`. Resolves to the process's exit status. */
async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    return 0;
  }
  const stopped = new Promise<void>((stop) => {
    process.once('SIGINT', () => stop());
    process.once('SIGTERM', () => stop());
  });
  const config = readConfig();
  await takeHome(config.home);
  const cloud = await startCloud(config);
  try {
    if (args.length > 0) {
      return await Promise.race([send(cloud.address, args), stopped.then(() => 130)]);
    }
    say(`Galeria is up at ${cloud.address}`);
    say(`its data is in ${config.home}; Ctrl-C stops it`);
    say('');
    say(`  curl -F file=@photo.jpg ${cloud.address}/uploads`);
    say('');
    await stopped;
    return 0;
  } finally {
    say('stopping …');
    await cloud.close();
    say('stopped; all data is kept');
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof LocalError)) throw error;
  process.stderr.write(`galeria: ${error.message}\n`);
  process.exitCode = 1;
}
