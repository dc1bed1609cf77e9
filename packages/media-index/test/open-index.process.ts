// Opens the index of the first argument, prints `opened` or the code of the error, and closes it.
import { IndexError } from '../src/errors.ts';
import { openSqliteIndex } from '../src/sqlite/open.ts';

try {
  const index = await openSqliteIndex({ path: process.argv[2]! });
  console.log('opened');
  await index.close();
} catch (error) {
  console.log(error instanceof IndexError ? error.code : error);
}
