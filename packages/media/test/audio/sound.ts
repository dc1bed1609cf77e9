// Cached, as access to globals is slow in Jest.
const { sin, exp, min, max, floor, imul, round, PI } = Math;

/** Generated audio; 1 is full scale. */
export interface Sound {
  /** In Hz. */
  readonly rate: number;
  /** An array of samples for each channel. */
  readonly channels: readonly Float32Array[];
  /** The channel mask. By default that of the number of channels. */
  readonly mask?: bigint;
}

/** Returns the sample of a channel at a time in seconds. */
export type Wave = (seconds: number, channel: number) => number;

export const amplitude = (dbfs: number): number => 10 ** (dbfs / 20);

export function sound(rate: number, seconds: number, channels: number, wave: Wave): Sound {
  const samples = round(rate * seconds);
  return {
    rate,
    channels: Array.from({ length: channels }, (_, channel) =>
      Float32Array.from({ length: samples }, (_, at) => wave(at / rate, channel)),
    ),
  };
}

/** Fade-in and fade-out of a sine in seconds, as a step would cause a peak. */
const FADE = 0.005;

/** A sine with a changing level: `[dBFS of its peak, seconds]` for each part. */
export function sine(
  rate: number,
  parts: readonly (readonly [dbfs: number, seconds: number])[],
  { hz = 1000, channels = 2, phase = 0 } = {},
): Sound {
  const pieces = parts.map(([dbfs, seconds]) => {
    const level = amplitude(dbfs);
    return Float32Array.from({ length: round(rate * seconds) }, (_, at) => {
      const nearest = min(at, rate * seconds - at) / rate;
      return level * min(1, nearest / FADE) * sin(2 * PI * hz * (at / rate) + phase);
    });
  });
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const samples = new Float32Array(length);
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
  }
  return { rate, channels: Array<Float32Array>(channels).fill(samples) };
}

/** Returns a generator of reproducible pseudorandom numbers from −1 to 1. */
export function noise(): () => number {
  let state = 1;
  return () => {
    state = (imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  };
}

const NOTES = [220, 246.94, 261.63, 293.66, 329.63, 349.23, 392, 440];

/** A tune: plucked notes over a bass, louder and softer from bar to bar. */
export function tune(rate: number, seconds: number, channels = 2): Sound {
  const hiss = noise();
  return sound(rate, seconds, channels, (time, channel) => {
    const beat = floor(time * 3);
    const since = time - beat / 3;
    const hz = NOTES[(beat * 5 + (beat >> 3)) % NOTES.length]!;
    const pluck = exp(-6 * since) * min(1, since * 200);
    const swell = 0.25 + 0.75 * sin((PI * time) / 40) ** 2;
    const pan = channel === 0 ? 0.8 : 0.6;
    const melody = sin(2 * PI * hz * time) + 0.4 * sin(4 * PI * hz * time);
    const bass = sin(2 * PI * NOTES[(beat >> 3) % 3]! * 0.25 * time);
    return swell * (pan * 0.2 * (0.5 + pluck) * melody + 0.15 * bass) + 0.002 * hiss();
  });
}

/** Like speech: noise and tones in syllables, with pauses between sentences. */
export function speech(rate: number, seconds: number): Sound {
  const hiss = noise();
  return sound(rate, seconds, 1, (time) => {
    if (time % 7 > 5.5) return 0.0005 * hiss();
    const syllable = max(0, sin(2 * PI * 2.1 * time)) ** 0.5;
    const pitch = 130 + 25 * sin(1.3 * time);
    let voice = 0;
    for (let partial = 1; partial <= 6; partial++) {
      voice += sin(2 * PI * pitch * partial * time + 2.1 * partial ** 2) / partial;
    }
    return 0.12 * syllable * (voice + 0.5 * hiss());
  });
}

/** Like an orchestra: from very soft to very loud over minutes. */
export function orchestral(rate: number, seconds: number): Sound {
  return sound(rate, seconds, 2, (time, channel) => {
    const loudness = 10 ** (-2.2 + 2 * (time / seconds) ** 2);
    let strings = 0;
    for (const [index, hz] of NOTES.entries()) {
      strings += sin(2 * PI * hz * (1 + 0.001 * channel) * time + index) / (index + 1);
    }
    return 0.3 * loudness * strings;
  });
}
