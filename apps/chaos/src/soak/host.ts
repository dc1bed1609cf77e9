import { startCloud } from '@galeria/local/cloud';
import { readConfig } from '@galeria/local/config';
import { lockDataFolder } from '@galeria/local/data-folder';
import { say } from '@galeria/local/terminal';

/** Starts Galeria as `npm start` does, with cells that load the same probe as this process. */
const config = readConfig();
await lockDataFolder(config.home);
const probe = process.execArgv.find((argument) => argument.includes('probe.mjs'));
const cloud = await startCloud(config, {
  cellEnvironment: { NODE_OPTIONS: `--import ${probe}` },
});
say(`Galeria is running at ${cloud.address}`);
