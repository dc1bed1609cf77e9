class BadPicture extends Error {
  name = 'BadPicture';
}

const faults = {
  throw: () => {
    throw new BadPicture('no such picture');
  },
  'throw a string': () => {
    throw 'just so';
  },
  exit: () => process.exit(3),
  abort: () => process.abort(),
  uncaught: () => {
    setImmediate(() => {
      throw new RangeError('later');
    });
    return new Promise(() => setInterval(() => {}, 1000));
  },
  unhandled: () => {
    void Promise.reject(new RangeError('nobody cares'));
    return new Promise(() => setInterval(() => {}, 1000));
  },
  'never settle': () => new Promise(() => {}),
  unserializable: () => 1n,
  undefined: () => undefined,
  'too large': () => 'x'.repeat(7 * 1024 * 1024),
  fine: () => process.pid,
};

export const handler = async ({ fault }) => faults[fault]();
