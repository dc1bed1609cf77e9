import { build } from '../bootstrap/build.mjs';
import { install } from '../bootstrap/install.mjs';

/** Does once what `npm start` sets up, before tests that start it several times at once. */
export default async () => {
  await install();
  await build();
};
