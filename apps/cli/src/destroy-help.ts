import { destroySteps } from '@galeria/infra/destroy';
import type { Command } from './command.ts';
import { CliError } from './errors.ts';
import { openStack } from './stack.ts';
import { print } from './terminal.ts';

/** Prints the commands that remove a deployed stack and, on purpose, its files. Runs none of them. */
export const destroyHelp: Command = {
  usage: 'destroy-help --stack NAME',
  summary: 'print the commands that remove a deployed stack with all its files; runs none of them',
  async run({ options: { stack: name } }) {
    if (typeof name !== 'string') {
      throw new CliError('usage', { detail: 'name a deployed stack with --stack' });
    }
    const { originalsBucket, galleryBucket, region } = await openStack(name);
    print(destroySteps({ name, region, buckets: [originalsBucket, galleryBucket] }));
    return 0;
  },
};
