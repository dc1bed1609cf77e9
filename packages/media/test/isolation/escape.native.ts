// A decoder with compromised native code. Node's permission model does not restrict native code, so it
// runs without the model but with all other restrictions of its level.
import { tryToEscape } from './escape.ts';

console.log(JSON.stringify(await tryToEscape(JSON.parse(process.argv[2]!))));
