import { parseArgs } from 'node:util';

/** The settings of the standalone process, from its flags. */
export function readConfig(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      dir: { type: 'string' },
      port: { type: 'string', default: '0' },
      region: { type: 'string', default: 'us-east-1' },
      'access-key-id': { type: 'string', default: 'galeria' },
      'secret-access-key': { type: 'string', default: 'galeria-secret' },
      /** A file that every delivered event is appended to, one JSON line each. */
      events: { type: 'string' },
    },
  });
  if (values.dir === undefined) throw new Error('--dir is needed: where the objects are kept');
  return {
    dir: values.dir,
    port: Number(values.port),
    region: values.region,
    credentials: {
      accessKeyId: values['access-key-id'],
      secretAccessKey: values['secret-access-key'],
    },
    events: values.events,
  };
}
