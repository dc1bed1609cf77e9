import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const handler = async (_event, context) => {
  writeFileSync(join(tmpdir(), 'left-behind'), 'x');
  return {
    environment: process.env,
    scratch: tmpdir(),
    directory: process.cwd(),
    remaining: context.getRemainingTimeInMillis(),
    context: JSON.parse(JSON.stringify(context)),
  };
};
