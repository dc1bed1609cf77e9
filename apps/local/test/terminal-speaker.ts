import { setImmediate } from 'node:timers/promises';
import { ignoreOutputErrors, say } from '../src/terminal.ts';

// A process of its own for the tests that take its output away: prints a line, and a hundred more
// when its standard input has ended.
ignoreOutputErrors();
say('up');
for await (const _ of process.stdin);
for (let index = 0; index < 100; index++) {
  say('a sentence');
  process.stdout.write('a result\n');
  await setImmediate();
}
process.exitCode = 7;
