// Preload: shifts `Date` by the milliseconds in the file that the query parameter `offset` names.
import { readFileSync } from 'node:fs';

const file = new URL(import.meta.url).searchParams.get('offset');
const RealDate = Date;
const now = () => RealDate.now() + Number(readFileSync(file, 'utf8'));

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, made) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, made),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
