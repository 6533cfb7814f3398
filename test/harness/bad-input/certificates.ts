// Certificates that prove nothing, and one that does.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificates } from '../certificates';
import type { BadCertificates } from './faults';

const CA_SETTINGS =
  '[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n';

/** Makes them in `dir`, which is there; all have one key. */
export function makeBadCertificates(dir: string): BadCertificates {
  const { ca } = makeCertificates(dir);
  const elsewhere = join(dir, 'elsewhere');
  mkdirSync(elsewhere);
  makeCertificates(elsewhere);
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: dir, stdio: 'pipe' });
  writeFileSync(join(dir, 'index.txt'), '');
  writeFileSync(join(dir, 'ca.cnf'), CA_SETTINGS);
  const dates = ['-startdate', '20200101000000Z', '-enddate', '20210101000000Z'];
  const sign = ['ca', '-batch', '-config', 'ca.cnf', '-cert', 'ca.pem', '-keyfile', 'ca.key', '-rand_serial', '-extfile', 'names.cnf'];
  openssl(...sign, ...dates, '-in', 'server.csr', '-out', 'expired.pem', '-notext');
  const foreign = ['-CA', 'elsewhere/ca.pem', '-CAkey', 'elsewhere/ca.key', '-CAcreateserial', '-days', '2', '-extfile', 'names.cnf'];
  openssl('x509', '-req', '-in', 'server.csr', ...foreign, '-out', 'foreign.pem');
  const read = (name: string): string => readFileSync(join(dir, name), 'utf8');
  return { ca, key: read('server.key'), good: read('server.pem'), expired: read('expired.pem'), foreign: read('foreign.pem') };
}
