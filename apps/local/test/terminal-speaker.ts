import { setImmediate } from 'node:timers/promises';
import { ignoreOutputErrors, say } from '../src/terminal.ts';

// A child process for tests that close its output: prints a line, and a hundred more when its standard
// input ends.
ignoreOutputErrors();
say('up');
for await (const _ of process.stdin);
for (let index = 0; index < 100; index++) {
  say('a sentence');
  process.stdout.write('a result\n');
  await setImmediate();
}
process.exitCode = 7;
