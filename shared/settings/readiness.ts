// Drills: which scenarios there are, and how fast each step of the answer should be.
import { z } from 'zod';

const seconds = (preset: number) => z.number().min(1).max(86_400).default(preset);

/** From the opening of the drill's worst incident. A scenario's own targets win. */
const targets = z.strictObject({
  page: seconds(30),
  acknowledge: seconds(300),
  runbook: seconds(600),
  roles: seconds(600),
  message: seconds(900),
  resolve: seconds(3_600),
});

const drills = z.strictObject({
  /** Folder with scenarios of one's own, YAML files; '': only the one that Dogwatch brings. */
  folder: z.string().max(1000).default(''),
  targets: targets.prefault({}),
});

export const readinessSettings = { drills: drills.prefault({}) };
