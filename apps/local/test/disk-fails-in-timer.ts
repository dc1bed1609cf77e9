import { join } from 'node:path';
import { untilDiskFails } from '../src/disk.ts';
import { openDatabase } from '../src/sqlite/database.ts';
import { createGroupCommit } from '../src/sqlite/group-commit.ts';

// A separate process for disk.test.ts: the rollback of a failed group commit fails, too.
const home = process.argv[2] as string;
const diskFails = untilDiskFails(home);
const database = openDatabase(join(home, 'a.sqlite'), 'CREATE TABLE texts (text TEXT) STRICT');
const write = () => {
  for (;;) database.prepare('INSERT INTO texts VALUES (?)').run('x'.repeat(10_000));
};
const commits = createGroupCommit({ commit: write, rollback: write });
commits.write(() => {});
const { message } = await diskFails;
process.stderr.write(`galeria: ${message}\n`);
process.exitCode = 1;
