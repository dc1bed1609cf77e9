import { AV_CHANNEL_ORDER_NATIVE } from 'node-av/constants';
import { avChannelLayoutDefault, type Frame } from 'node-av/lib';
import type { Signal } from '../preparation.ts';

/** A file need not say which loudspeaker a channel is for: then it is the usual order for their number. */
export function signalOf({ sampleRate, channelLayout }: Frame): Signal {
  const { order, nbChannels: channels, mask } = channelLayout;
  const known = order === AV_CHANNEL_ORDER_NATIVE ? mask : avChannelLayoutDefault(channels).mask;
  return { sampleRate, channels, mask: known };
}
