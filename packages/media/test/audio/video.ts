import { AV_CODEC_ID_MJPEG, AV_PKT_FLAG_KEY, AVMEDIA_TYPE_VIDEO } from 'node-av/constants';
import { Dictionary, FFmpegError, FormatContext, Packet, Rational } from 'node-av/lib';
import sharp, { type Create } from 'sharp';

const check = (code: number): void => FFmpegError.throwIfError(code);

/** Writes a video of a few frames in any container, with the index first or last. */
export async function writeVideo(
  path: string,
  muxer: string,
  options: Record<string, string> = {},
): Promise<void> {
  const container = new FormatContext();
  check(container.allocOutputContext2(null, muxer, path));
  const video = await addVideo(container, {
    width: 640,
    height: 480,
    channels: 3,
    background: '#888',
    noise: { type: 'gaussian', mean: 128, sigma: 30 },
  });
  check(container.openOutputSync());
  check(container.writeHeaderSync(Dictionary.fromObject(options)));
  for (let index = 0; index < 5; index++) video.write(index * 40, 40);
  finish(container);
}

/**
 * Copies the sound of a file into an MP4 and adds a track of pictures, as audiobooks have for their chapters.
 *
 * @param times of the pictures, in milliseconds
 */
export async function addPictures(from: string, to: string, times: readonly number[]) {
  const source = new FormatContext();
  check(source.openInputSync(`file:${from}`));
  check(source.findStreamInfoSync());
  const [sound] = source.streams;
  const container = new FormatContext();
  check(container.allocOutputContext2(null, 'mp4', to));
  const copy = container.newStream();
  check(sound!.codecpar.copy(copy.codecpar));
  const pictures = await addVideo(container, {
    width: 320,
    height: 240,
    channels: 3,
    background: '#a33',
  });
  check(container.openOutputSync());
  check(container.writeHeaderSync(Dictionary.fromObject({})));
  const packet = new Packet();
  packet.alloc();
  while (source.readFrameSync(packet) >= 0) {
    packet.streamIndex = copy.index;
    packet.rescaleTs(sound!.timeBase, copy.timeBase);
    check(container.interleavedWriteFrameSync(packet));
  }
  packet.free();
  for (const [index, time] of times.entries())
    pictures.write(time, (times[index + 1] ?? time + 1000) - time);
  finish(container);
  source.closeInputSync();
}

/** Adds a video track in which every frame is the same JPEG. Times are in milliseconds. */
async function addVideo(container: FormatContext, create: Create) {
  const picture = await sharp({ create }).jpeg().toBuffer();
  const stream = container.newStream();
  Object.assign(stream.codecpar, {
    codecType: AVMEDIA_TYPE_VIDEO,
    codecId: AV_CODEC_ID_MJPEG,
    width: create.width,
    height: create.height,
  });
  stream.timeBase = new Rational(1, 1000);
  return {
    write(time: number, duration: number): void {
      const packet = new Packet();
      packet.alloc();
      packet.data = picture;
      packet.streamIndex = stream.index;
      packet.pts = BigInt(time);
      packet.dts = packet.pts;
      packet.duration = BigInt(duration);
      packet.setFlags(AV_PKT_FLAG_KEY);
      packet.rescaleTs({ num: 1, den: 1000 }, stream.timeBase);
      check(container.interleavedWriteFrameSync(packet));
      packet.free();
    },
  };
}

function finish(container: FormatContext): void {
  check(container.writeTrailerSync());
  container.closeOutputSync();
  container.freeContext();
}
