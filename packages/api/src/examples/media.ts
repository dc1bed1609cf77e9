/** Values of the examples in the schemas. A test validates each against its schema. */

export const mediaId = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
export const uploadUlid = '01KB4Z3M8Q6T2V5W7X9Y0A1B2C';
export const attemptUlid = '01KB4Z3PA1B2C3D4E5F6G7H8J9';
export const createdAt = '2026-11-28T09:15:02.114Z';
export const cursor = 'WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0';

export const rendition = {
  name: '1280.v4.avif',
  url: `/r/${mediaId}/1280.v4.avif`,
  mimeType: 'image/avif',
  width: 1280,
  height: 960,
  size: 148_213,
};

export const source = {
  type: 'image/avif',
  srcset: `/r/${mediaId}/1280.v4.avif 1280w`,
  sizes: '100vw',
  width: 1280,
};

export const failure = {
  code: 'corrupt',
  message: 'The file is damaged and cannot be decoded',
};

export const note = {
  code: 'encrypted',
  message: 'The file is password-protected; only its public metadata was read',
};

export const original = { size: 4_218_377, mimeType: 'image/jpeg', filename: 'praia.jpg' };

export const attempt = {
  attempt: attemptUlid,
  startedAt: '2026-11-28T09:15:03.027Z',
  outcome: 'ready',
  durationMs: 2140.6,
  memoryMiB: 412,
  coldStart: false,
};

export const uploadRecord = {
  upload: uploadUlid,
  filename: 'praia.jpg',
  mimeType: 'image/jpeg',
  receivedAt: createdAt,
  cell: 'a',
  address: '203.0.113.0',
  key: 'phone',
  userAgent: 'curl/8.5.0',
};

export const metadata = {
  image: {
    format: 'jpeg',
    width: 4032,
    height: 3024,
    title: 'Praia ao amanhecer',
    hierarchicalKeywords: ['Lugares|Rio de Janeiro|Copacabana'],
    people: [{ name: 'Ana', area: { x: 0.2, y: 0.3, width: 0.1, height: 0.2 } }],
    taken: {
      local: '2024-05-06T07:08:09',
      offset: '-03:00',
      offsetSource: 'place',
      source: 'exif',
      zone: 'America/Sao_Paulo',
    },
    gps: { latitude: -22.9711, longitude: -43.1822 },
    place: {
      city: 'Rio de Janeiro',
      region: 'Rio de Janeiro',
      country: 'Brazil',
      countryCode: 'BR',
    },
  },
  audio: {
    format: 'flac',
    durationMs: 214_300,
    title: 'Maré baixa',
    artist: 'Duo Atlântico feat. Ana Lua',
    artists: ['Duo Atlântico', 'Ana Lua'],
    album: 'Marés',
    albumArtist: 'Duo Atlântico',
    albumArtists: ['Duo Atlântico'],
    composer: ['Ana Lua'],
    track: { number: 3, of: 11 },
    disc: { number: 1, of: 1 },
    genre: ['Bossa nova'],
    year: 2019,
    date: { local: '2019-11-08', offset: null, source: 'tag' },
    bpm: 96,
    isrc: ['BRBMG1900729'],
    musicBrainz: { recording: 'b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d' },
    replayGain: { trackGainDb: -7.54, trackPeak: 0.988 },
    chapters: [{ startMs: 0, title: 'Prelúdio' }],
    lyrics: { language: 'por', synced: true },
    before: { codec: 'flac', sampleRate: 44_100, channels: 2, bitDepth: 16, integratedLufs: -9.4 },
    after: {
      codec: 'opus',
      sampleRate: 48_000,
      channels: 2,
      bitRate: 160_000,
      integratedLufs: -18,
    },
    normalised: { targetLufs: -18, gainDb: -8.6, limitedByPeak: false },
  },
  document: { format: 'pdf', title: 'Contrato', pages: 12, pageSize: '210 × 297 mm' },
};

export const place = {
  city: 'Rio de Janeiro',
  region: 'Rio de Janeiro',
  country: 'Brazil',
  latitude: -22.9711,
  longitude: -43.1822,
};

export const summary = {
  id: mediaId,
  kind: 'image',
  status: 'ready',
  createdAt,
  date: '2024-05-06T07:08:09',
  dateSource: 'exif',
  offset: '-03:00',
  zone: 'America/Sao_Paulo',
  title: 'Praia ao amanhecer',
  tags: ['praia'],
  favourite: true,
  place,
  rating: 5,
  edited: ['tags', 'favourite', 'rating'],
  revision: '1.3',
  original,
  renditions: [rendition],
  sources: [source],
  metadata: metadata.image,
};

export const item = { ...summary, attempts: [attempt], uploads: [uploadRecord] };

export const snippet = { text: 'O mar subiu três metros na praia.', page: 50, marks: [[27, 32]] };
