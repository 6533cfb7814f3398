// Makes the sounds of pages: short, distinct in rhythm and direction (not only in pitch), and the same bytes on every machine.
//   node scripts/make-sounds.mjs
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const RATE = 22_050;

/** Notes of each sound: [start s, length s, Hz, loudness 0..1]. */
const SOUNDS = {
  // One soft bell.
  low: [[0, 0.5, 660, 0.35]],
  // Two strokes of a ship's bell, rising.
  normal: [
    [0, 0.35, 660, 0.6],
    [0.22, 0.6, 880, 0.6],
  ],
  // Three pairs, fast and high: hard to sleep through.
  critical: [
    [0, 0.25, 880, 0.9],
    [0.16, 0.35, 1175, 0.9],
    [0.5, 0.25, 880, 0.9],
    [0.66, 0.35, 1175, 0.9],
    [1, 0.25, 880, 0.9],
    [1.16, 0.7, 1175, 0.9],
  ],
  // Falling and rising again, four times: unlike every other one.
  security: [
    [0, 0.22, 1318, 0.9],
    [0.18, 0.22, 784, 0.9],
    [0.36, 0.22, 1318, 0.9],
    [0.54, 0.22, 784, 0.9],
    [0.72, 0.22, 1318, 0.9],
    [0.9, 0.22, 784, 0.9],
    [1.08, 0.7, 1318, 0.9],
  ],
  // One falling pair: something is over, read when you can.
  digest: [
    [0, 0.35, 784, 0.5],
    [0.2, 0.6, 523, 0.5],
  ],
};

/** A struck bell: fundamental and two inharmonic partials that fade at their own speed. */
function bell(seconds, hertz) {
  const partials = [
    [1, 1, 4],
    [2.01, 0.45, 6],
    [2.98, 0.25, 9],
  ];
  const attack = Math.min(1, seconds / 0.004);
  return (
    attack *
    partials.reduce(
      (sum, [ratio, level, decay]) => sum + level * Math.sin(2 * Math.PI * hertz * ratio * seconds) * Math.exp(-decay * seconds),
      0,
    )
  );
}

function samplesOf(notes) {
  const length = Math.ceil(Math.max(...notes.map(([start, long]) => start + long)) * RATE);
  const samples = new Float64Array(length);
  for (const [start, long, hertz, level] of notes) {
    const from = Math.round(start * RATE);
    const count = Math.min(length - from, Math.round(long * RATE));
    for (let i = 0; i < count; i++) samples[from + i] += level * bell(i / RATE, hertz) * Math.min(1, (count - i) / (RATE * 0.02));
  }
  return samples;
}

/** 16-bit mono PCM in a RIFF/WAVE file; scaled so that the loudest note never clips. */
function wave(samples, level) {
  const peak = samples.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const data = Buffer.alloc(44 + samples.length * 2);
  data.write('RIFF', 0);
  data.writeUInt32LE(36 + samples.length * 2, 4);
  data.write('WAVEfmt ', 8);
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20);
  data.writeUInt16LE(1, 22);
  data.writeUInt32LE(RATE, 24);
  data.writeUInt32LE(RATE * 2, 28);
  data.writeUInt16LE(2, 32);
  data.writeUInt16LE(16, 34);
  data.write('data', 36);
  data.writeUInt32LE(samples.length * 2, 40);
  for (const [i, value] of samples.entries()) data.writeInt16LE(Math.round((value / peak) * level * 32_000), 44 + i * 2);
  return data;
}

const folder = join(import.meta.dirname, '../assets/sounds');
mkdirSync(folder, { recursive: true });
for (const [name, notes] of Object.entries(SOUNDS))
  writeFileSync(join(folder, `${name}.wav`), wave(samplesOf(notes), Math.max(...notes.map((note) => note[3]))));
