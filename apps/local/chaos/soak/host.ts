import { startCloud } from '../../src/cloud.ts';
import { readConfig } from '../../src/config.ts';
import { lockDataFolder } from '../../src/data-folder.ts';
import { say } from '../../src/terminal.ts';

/** A Galeria as `npm start` brings it up, whose cells load the probe as this process has. */
const config = readConfig();
await lockDataFolder(config.home);
const probe = process.execArgv.find((argument) => argument.includes('probe.mjs'));
const cloud = await startCloud(config, {
  cellEnvironment: { NODE_OPTIONS: `--import ${probe}` },
});
say(`Galeria is running at ${cloud.address}`);
