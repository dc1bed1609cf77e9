import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { keepYoungSpaceSmall } from './memory/young-space.ts';
import { start } from './start.ts';

keepYoungSpaceSmall();

try {
  const config = readConfig();
  const log = createLog(config.logLevel, config.cell);
  const uploader = await start(config, log);
  const stop = async (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping');
    await uploader.stop();
    log.info('stopped');
    process.exit(0);
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  log.info({ address: uploader.address }, 'listening');
} catch (error) {
  process.stderr.write(`galeria uploader: ${Error.isError(error) ? error.message : error}\n`);
  process.exit(1);
}
