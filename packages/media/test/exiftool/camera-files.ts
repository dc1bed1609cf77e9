import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
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

/** No picture at all. */
const NOT_PICTURES = ['invalid.jpg'];

const isJpeg = (name: string) => /\.jpe?g$/i.test(name) && !NOT_PICTURES.includes(name);

const folders = [
  ...Object.entries(packages).map(([name, folder]) =>
    join(dirname(require.resolve(`${name}/package.json`)), folder),
  ),
  ...(hasDebianFiles ? [debianFolder] : []),
];

/** Each picture once: some packages ship those of another. */
export const cameraFiles: readonly string[] = [
  ...new Map(
    folders
      .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
      .filter(isJpeg)
      .map((path) => [createHash('sha256').update(readFileSync(path)).digest('hex'), path]),
  ).values(),
];
