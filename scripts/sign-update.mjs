// `npm run sign-update`: signs what the packages in a folder say of themselves, so that consoles take them as updates.
//   -- --new-key FILE              makes the key: its private half to FILE, its public half into assets/update/
//   -- --key FILE [--folder DIR]   signs latest*.yml in DIR (release); upload the .sig files beside them
// docs/updates.md tells the whole way.
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './setup/places.mjs';
import { areTwins, makeKeys, PUBLIC_KEY } from './update/keys.mjs';
import { signFolder } from './update/sign-folder.mjs';

/** @param {string} line */
const say = (line) => console.log(`sign-update: ${line}`);

/** @param {{ key?: string, folder: string }} options */
function signWith({ key, folder }) {
  if (key === undefined) throw new Error('name the private key with --key FILE, or make one with --new-key FILE');
  const privateKey = fs.readFileSync(key, 'utf8');
  const publicFile = path.join(root, PUBLIC_KEY);
  const isTwin = fs.existsSync(publicFile) && areTwins(privateKey, fs.readFileSync(publicFile, 'utf8'));
  if (!isTwin) throw new Error(`${key} is not the key whose public half is built in (${PUBLIC_KEY}): no console would take what it signs`);
  for (const name of signFolder(folder, privateKey)) say(`${name}.sig is written; upload it beside ${name}`);
}

try {
  const { values } = parseArgs({
    options: { key: { type: 'string' }, 'new-key': { type: 'string' }, folder: { type: 'string', default: path.join(root, 'release') } },
  });
  const { key, folder, 'new-key': newKey } = values;
  if (newKey === undefined) signWith({ folder, ...(key !== undefined && { key }) });
  else {
    makeKeys(root, newKey);
    say(`the private key is in ${newKey}: keep it off this machine, and a copy of it safe. Commit ${PUBLIC_KEY}`);
  }
} catch (error) {
  console.error(`sign-update: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
