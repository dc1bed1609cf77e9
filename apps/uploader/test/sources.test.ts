import { expect, test } from '@jest/globals';
import { sourcesOf } from '../src/query/sources.ts';

const rendition = (name: string, mimeType: string, width?: number) => ({
  name,
  url: `/r/1/${name}`,
  mimeType,
  ...(width !== undefined && { width, height: width }),
  size: 1,
});

test('each format lists its widths; the preferred format comes first', () => {
  const renditions = [
    rendition('2560.v4.jpg', 'image/jpeg', 2560),
    rendition('2560.v4.webp', 'image/webp', 2560),
    rendition('1280.v4.webp', 'image/webp', 1280),
    rendition('1280.v4.avif', 'image/avif', 1280),
    rendition('640.v4.avif', 'image/avif', 640),
    rendition('256-square.v4.webp', 'image/webp', 256),
  ];
  expect(sourcesOf(renditions)).toEqual([
    {
      type: 'image/avif',
      srcset: '/r/1/640.v4.avif 640w, /r/1/1280.v4.avif 1280w',
      sizes: '(max-width: 1280px) 100vw, 1280px',
      width: 1280,
    },
    {
      type: 'image/webp',
      srcset: '/r/1/1280.v4.webp 1280w, /r/1/2560.v4.webp 2560w',
      sizes: '(max-width: 2560px) 100vw, 2560px',
      width: 2560,
    },
    {
      type: 'image/jpeg',
      srcset: '/r/1/2560.v4.jpg 2560w',
      sizes: '(max-width: 2560px) 100vw, 2560px',
      width: 2560,
    },
  ]);
});

test('other renditions are left out', () => {
  expect(sourcesOf([rendition('128k.v1.mp3', 'audio/mpeg')])).toEqual([]);
});
