// May this copy of the console update itself at all: only one that was installed, and that was built with its makers' key.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UpdateStep } from '../../../shared/contract/update';
import { msg } from '../../../shared/words/words';

export interface CopyFacts {
  readonly isPackaged: boolean;
  readonly platform: string;
  readonly appImage: string | undefined;
  readonly resources: string;
  readonly assets: string;
}

export type Able = { readonly publicKey: string } | { readonly off: Extract<UpdateStep, { step: 'off' }> };

const off = (what: string, remedy: string): Able => ({ off: { step: 'off', what, remedy } });

/** Packages of a Linux system say their kind in `package-type`; an unpacked folder has neither that nor an AppImage around it. */
function isInstalled({ isPackaged, platform, appImage, resources }: CopyFacts): boolean {
  if (!isPackaged) return false;
  return platform !== 'linux' || appImage !== undefined || existsSync(join(resources, 'package-type'));
}

/** The key that was built in, or why this copy stays as it is. */
export function ableToUpdate(facts: CopyFacts): Able {
  if (!isInstalled(facts)) {
    return off(msg`This copy was not installed from a package.`, msg`Get a new version the way you got this one.`);
  }
  const key = join(facts.assets, 'update/public-key.pem');
  if (!existsSync(key)) {
    return off(
      msg`This Dogwatch was built without a key to check updates with.`,
      msg`Whoever builds it can put one in: docs/updates.md says how. Until then, install new versions by hand.`,
    );
  }
  return { publicKey: readFileSync(key, 'utf8') };
}
