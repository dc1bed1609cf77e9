/** Content that is accepted as a JPEG, which only the first bytes decide. */
const JPEG = Buffer.from('ffd8ffe000104a46494600', 'hex');

/** The bytes of one simulated picture; a corrupt one cannot be decoded. */
export const contentOf = (name: string, sound: boolean): Buffer =>
  Buffer.concat([JPEG, Buffer.from(`${sound ? 'sound' : 'corrupt'} ${name} `.padEnd(64, '.'))]);

export const isSound = (bytes: Buffer): boolean =>
  bytes.subarray(JPEG.length).toString().startsWith('sound');
