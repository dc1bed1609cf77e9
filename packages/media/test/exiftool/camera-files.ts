import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

/** npm packages that ship pictures of cameras for their own tests, and the folder they lie in. */
const packages = {
  exif: 'test',
  'exif-js': 'example',
  'exif-parser': 'test',
  // Of 2016: later versions leave out exiftool's own test pictures, real metadata around few pixels.
  'exiftool-vendored.pl': 'bin/t/images',
  'iptc-reader': '.',
  'jpeg-autorotate': 'test/samples',
  'jpeg-exif': 'test',
  'node-exif': 'test',
  'node-iptc': 'test',
} as const;

/** Where tools/camera-files.sh puts those of a newer exiftool, out of Debian's source package. */
const debianFolder = fileURLToPath(new URL('../../../../.cache/camera-files/', import.meta.url));

/** No picture at all. */
const NOT_PICTURES = ['invalid.jpg'];

const isPicture = (name: string) =>
  /\.(jpe?g|cr2|dng|nef|raf|rw2)$/i.test(name) && !NOT_PICTURES.includes(name);

/** Each picture once, by its content: some packages ship those of another. */
const picturesIn = (folders: readonly string[]): string[] => [
  ...new Map(
    folders
      .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
      .filter((path) => isPicture(basename(path)))
      .map((path) => [createHash('sha256').update(readFileSync(path)).digest('hex'), path]),
  ).values(),
];

const npmFolders = Object.entries(packages).map(([name, folder]) =>
  join(dirname(require.resolve(`${name}/package.json`)), folder),
);

/** Those that come with the installation, and so are there on every machine. */
export const npmFiles: readonly string[] = picturesIn(npmFolders);

export const cameraFiles: readonly string[] = existsSync(debianFolder)
  ? picturesIn([debianFolder, ...npmFolders])
  : npmFiles;
