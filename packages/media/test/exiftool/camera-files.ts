import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

/** npm packages that ship pictures of cameras for their own tests, and the folder they lie in. */
const packages = {
  exif: 'test',
  'exif-js': 'example',
  'exif-parser': 'test',
  'iptc-reader': '.',
  'jpeg-autorotate': 'test/samples',
  'jpeg-exif': 'test',
  'node-exif': 'test',
  'node-iptc': 'test',
} as const;

/** Where tools/camera-files.sh puts exiftool's own test pictures, out of Debian's source package. */
const debianFolder = fileURLToPath(new URL('../../../../.cache/camera-files/', import.meta.url));

export const hasDebianFiles = existsSync(debianFolder);

/** Damaged on purpose, or no picture at all. */
const NOT_PICTURES = ['evil1.jpg', 'invalid.jpg'];

const isJpeg = (name: string) => /\.jpe?g$/i.test(name) && !NOT_PICTURES.includes(name);

export const cameraFiles: readonly string[] = [
  ...Object.entries(packages).map(([name, folder]) =>
    join(dirname(require.resolve(`${name}/package.json`)), folder),
  ),
  ...(hasDebianFiles ? [debianFolder] : []),
].flatMap((folder) =>
  readdirSync(folder)
    .filter(isJpeg)
    .map((name) => join(folder, name)),
);
