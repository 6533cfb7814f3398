#!/usr/bin/env node
// Stands in for fpm where it cannot be had. Knows exactly the options that electron-builder 26 passes for deb and rpm, and refuses others.
import { readArguments } from './arguments.mjs';
import { buildDeb } from './deb.mjs';
import { buildRpm } from './rpm.mjs';
import { stage } from './stage.mjs';

const BUILDERS = { deb: buildDeb, rpm: buildRpm };

try {
  const request = readArguments(process.argv.slice(2));
  const tree = stage(request.mappings);
  try {
    BUILDERS[request.type](request, tree);
  } finally {
    tree.remove();
  }
} catch (error) {
  console.error(`fpm stand-in: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
