import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from '../../src/audio/ffmpeg/decode.ts';
import { samplesOf } from '../../src/audio/ffmpeg/frame.ts';
import { type Graph, openGraph } from '../../src/audio/ffmpeg/graph.ts';
import { withInput } from '../../src/audio/ffmpeg/input.ts';
import { AudioMetadata } from '../../src/audio/schema.ts';
import type { Derivation, Derive, Rendition } from '../../src/kind.ts';
import { assertMetadata } from '../metadata.ts';
import { type Encoding, encodeSound } from './encode-sound.ts';
import type { Sound } from './sound.ts';

export type Song = Derivation<Rendition, AudioMetadata>;

/** Creates a folder for the media of a test file. */
export const soundFolder = () => mkdtemp(join(tmpdir(), 'galeria-sound-'));

export function write(folder: string, name: string, sound: Sound, encoding: Encoding): string {
  const path = join(folder, name);
  encodeSound(sound, path, encoding);
  return path;
}

export const wav = { encoder: 'pcm_f32le', muxer: 'wav' } as const;

export async function deriveSong(
  path: string,
  derive: Derive<Rendition, AudioMetadata>,
): Promise<Song> {
  const song = await derive({ id: 'a'.repeat(64), path, size: (await stat(path)).size });
  assertMetadata(AudioMetadata, song.metadata);
  return song;
}

/** Returns a rendition's bytes from memory or file. */
export async function renditionOf({ renditions }: Derivation, name: string): Promise<Buffer> {
  const found = renditions.find((rendition) => rendition.name === name);
  if (!found) throw new Error(`no ${name} among ${renditions.map((each) => each.name)}`);
  return found.body instanceof Uint8Array ? Buffer.from(found.body) : readFile(found.body.file);
}

export function fileOf({ renditions }: Derivation): string {
  const [song] = renditions;
  if (!song || song.body instanceof Uint8Array) throw new Error('no song');
  return song.body.file;
}

/** Decodes a file and returns its interleaved samples. */
export async function samplesIn(
  path: string,
): Promise<{ channels: number; samples: Float64Array }> {
  const pieces: Float64Array[] = [];
  let channels = 0;
  let graph: Graph | undefined;
  await withInput(path, (input) =>
    decode(input, (frame) => {
      channels = frame.channels;
      graph ??= openGraph(frame, 'aformat=sample_fmts=dbl', (out) => {
        pieces.push(samplesOf(out).slice());
      });
      graph.push(frame);
    }),
  );
  graph?.push(null);
  graph?.close();
  const samples = new Float64Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
  }
  return { channels, samples };
}
