// A decoder whose native code was taken over: Node's permission model does not bind it, so it runs
// without, and with all else that its level has.
import { tryToEscape } from './escape.ts';

console.log(JSON.stringify(await tryToEscape(JSON.parse(process.argv[2]!))));
