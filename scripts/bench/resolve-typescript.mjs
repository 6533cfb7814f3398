// Lets Node run the project's TypeScript as it stands: its imports have no extensions, and its syntax is erasable. Libraries whose
// names Node can't see in their CommonJS are taken as the modules that bundlers take, and texts (`?raw`) as those that they make.
import fs from 'node:fs';
import { registerHooks } from 'node:module';

const MODULES = new Map([['rrule', 'rrule/dist/esm/index.js']]);

registerHooks({
  resolve(specifier, context, next) {
    if (context.conditions.includes('require')) return next(specifier, context);
    const bundled = MODULES.get(specifier);
    if (bundled) return next(bundled, context);
    if (/^\.{1,2}\//.test(specifier) && !/\.[cm]?js$|\?raw$/.test(specifier)) {
      const file = [`${specifier}.ts`, `${specifier}/index.ts`, `${specifier}.js`, `${specifier}/index.js`]
        .map((path) => new URL(path, context.parentURL))
        .find((url) => fs.existsSync(url));
      if (file) return next(file.href, context);
    }
    return next(specifier, context);
  },
  load(url, context, next) {
    if (!url.endsWith('?raw')) return next(url, context);
    const text = fs.readFileSync(new URL(url.slice(0, -'?raw'.length)), 'utf8');
    return { format: 'module', shortCircuit: true, source: `export default ${JSON.stringify(text)}` };
  },
});
