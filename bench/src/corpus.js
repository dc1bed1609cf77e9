import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

const require = createRequire(import.meta.url);
const inPackage = (name, path) => join(dirname(require.resolve(`${name}/package.json`)), path);
/** Real photographs out of npm packages: two as cameras wrote them, four as a site shows them. */
const photographs = {
  'sony-alpha-6000 (24 MP)': inPackage('exif', 'test/sony-alpha-6000.jpg'),
  'xiaomi-mi3 (13 MP)': inPackage('exif', 'test/short-ascii-II.jpg'),
  'about-bg (2.9 MP)': inPackage('startbootstrap-clean-blog', 'dist/assets/img/about-bg.jpg'),
  'contact-bg (2.4 MP)': inPackage('startbootstrap-clean-blog', 'dist/assets/img/contact-bg.jpg'),
  'home-bg (2.4 MP)': inPackage('startbootstrap-clean-blog', 'dist/assets/img/home-bg.jpg'),
  'post-bg (2.4 MP)': inPackage('startbootstrap-clean-blog', 'dist/assets/img/post-bg.jpg'),
};
/** Each as it is, and the same pixels and quality coded progressively. */
export async function openCorpus(folder) {
  const corpus = [];
  for (const [index, [name, path]] of Object.entries(photographs).entries()) {
    const progressive = join(folder, `${index}.jpg`);
    await sharp(path).keepMetadata().jpeg({ quality: 92, progressive: true }).toFile(progressive);
    corpus.push({ name, coding: 'baseline', path });
    corpus.push({ name, coding: 'progressive', path: progressive });
  }
  return corpus;
}
