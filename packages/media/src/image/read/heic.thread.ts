// A worker thread for one HEIC. WebAssembly memory never shrinks, so it is freed with the thread. /
// <reference path="./libheif-js.d.ts" />
import { parentPort, workerData } from 'node:worker_threads';
import libheif from 'libheif-js/wasm-bundle.js';
import type { HeicAnswer, HeicRequest } from './heic.ts';

const { file, maxPixels } = workerData as HeicRequest;

function answer(message: HeicAnswer): void {
  const transfer = message.outcome === 'decoded' ? [message.pixels.data.buffer as ArrayBuffer] : [];
  parentPort?.postMessage(message, transfer);
}

/** Decodes the primary image with grid, rotation and crop applied. */
async function decode(): Promise<HeicAnswer> {
  await libheif.ready;
  const context = libheif.heif_context_alloc();
  const read = libheif.heif_context_read_from_memory(context, file);
  if (read.code !== libheif.heif_error_code.heif_error_Ok) return { outcome: 'corrupt' };
  const handle = libheif.heif_js_context_get_primary_image_handle(context);
  if (!handle || handle.code) return { outcome: 'corrupt' };
  const width = libheif.heif_image_handle_get_width(handle);
  const height = libheif.heif_image_handle_get_height(handle);
  if (width * height > maxPixels) return { outcome: 'too-many-pixels' };
  const channels = libheif.heif_image_handle_has_alpha_channel(handle) ? 4 : 3;
  const { heif_chroma_interleaved_RGB, heif_chroma_interleaved_RGBA } = libheif.heif_chroma;
  const image = await libheif.heif_js_decode_image2(
    handle,
    libheif.heif_colorspace.heif_colorspace_RGB,
    channels === 4 ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB,
  );
  const plane = image?.channels?.find(
    ({ id }) => id === libheif.heif_channel.heif_channel_interleaved,
  );
  if (!plane) return { outcome: 'corrupt' };
  return { outcome: 'decoded', pixels: { ...packed(plane, channels), channels } };
}

/** Removes libheif's row padding. */
function packed(
  plane: { width: number; height: number; stride: number; data: Uint8Array },
  channels: number,
) {
  const { width, height, stride } = plane;
  const row = width * channels;
  const data = new Uint8Array(row * height);
  for (let y = 0; y < height; y++) {
    data.set(plane.data.subarray(y * stride, y * stride + row), y * row);
  }
  return { width, height, data };
}

answer(
  await decode().catch((error: unknown) => ({
    // WebAssembly traps where a native decoder would crash.
    outcome: 'corrupt' as const,
    cause: Error.isError(error) ? error.message : String(error),
  })),
);
