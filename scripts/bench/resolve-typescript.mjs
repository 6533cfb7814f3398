// Lets Node run the project's TypeScript as it stands: its imports have no extensions, and its syntax is erasable.
import fs from 'node:fs';
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    if (/^\.{1,2}\//.test(specifier) && !/\.[cm]?js$/.test(specifier)) {
      const file = [`${specifier}.ts`, `${specifier}/index.ts`]
        .map((path) => new URL(path, context.parentURL))
        .find((url) => fs.existsSync(url));
      if (file) return next(file.href, context);
    }
    return next(specifier, context);
  },
});
