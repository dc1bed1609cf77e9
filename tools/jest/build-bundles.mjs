import { build } from '../bootstrap/build.mjs';
import { install } from '../bootstrap/install.mjs';

/** Installs and builds once, before tests run `npm start` concurrently. */
export default async () => {
  await install();
  await build();
};
