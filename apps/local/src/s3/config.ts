import { parseArgs } from 'node:util';

/** Reads the settings of the standalone process from its command line. */
export function readConfig(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      dir: { type: 'string' },
      port: { type: 'string', default: '0' },
      region: { type: 'string', default: 'us-east-1' },
      'access-key-id': { type: 'string', default: 'galeria' },
      'secret-access-key': { type: 'string', default: 'galeria-secret' },
      /** A file to which delivered events are appended, one JSON line each. */
      events: { type: 'string' },
    },
  });
  if (values.dir === undefined) throw new Error('--dir is required: the folder for the objects');
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
