// An RPM package by rpmbuild: a spec that packs the staged files as they are.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const PAYLOAD = { none: 'w0.gzdio', gzip: 'w6.gzdio', xz: 'w6.xzdio', xzmt: 'w6T0.xzdio', zstd: 'w3.zstdio' };
const QUICK = 'w1.gzdio';

/** A percent sign is a macro in a spec. @param {string} text */
const literal = (text) => text.replaceAll('%', '%%');

/**
 * @param {import('./arguments.mjs').PackageRequest} request
 * @param {string[]} files absolute paths once installed
 * @param {string} payload rpm's word for the compression
 */
export function specOf({ name, version, maintainer, summary, description, depends, scripts, rest }, files, payload) {
  /** @param {string} word */
  const script = (word) => (scripts[word] ? literal(fs.readFileSync(scripts[word], 'utf8')) : '');
  return `%global _binary_payload ${payload}
%global __os_install_post %{nil}
%global debug_package %{nil}
%global _build_id_links none
Name: ${name}
Version: ${version.replaceAll('-', '_')}
Release: ${rest.iteration ?? 1}
Summary: ${literal(summary)}
License: ${rest.license ?? 'not stated'}
URL: ${rest.url ?? ''}
Vendor: ${literal(rest.vendor ?? maintainer)}
Packager: ${literal(maintainer)}
AutoReqProv: no
${depends.map((one) => `Requires: ${one}`).join('\n')}
%description
${literal(description)}
%post
${script('after-install')}
%postun
${script('after-remove')}
%files
%defattr(-,root,root,-)
${files.map((file) => `"${literal(file)}"`).join('\n')}
`;
}

/**
 * @param {import('./arguments.mjs').PackageRequest} request
 * @param {import('./stage.mjs').StagedTree} tree
 */
export function buildRpm(request, { work, root, files }) {
  const wanted = /** @type {keyof typeof PAYLOAD} */ (request.rest['rpm-compression'] ?? 'xzmt');
  const payload = process.env.FPM_SHIM_QUICK ? QUICK : (PAYLOAD[wanted] ?? PAYLOAD.xzmt);
  const spec = path.join(work, 'package.spec');
  const installed = files.map((file) => `/${path.relative(root, file)}`);
  fs.writeFileSync(spec, specOf(request, installed, payload));
  const arch = request.architecture === 'amd64' ? 'x86_64' : request.architecture;
  const places = [`_topdir ${work}/rpm`, `_rpmdir ${work}/out`, '_build_name_fmt package.rpm'].flatMap((place) => ['--define', place]);
  const target = ['--target', `${arch}-${request.rest['rpm-os'] ?? 'linux'}`];
  execFileSync('rpmbuild', ['-bb', '--quiet', ...target, '--buildroot', root, ...places, spec], { stdio: ['ignore', 'ignore', 'inherit'] });
  fs.copyFileSync(path.join(work, 'out', 'package.rpm'), request.output);
}
