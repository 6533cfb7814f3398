// What a release says of itself: `latest*.yml` as electron-builder writes it, read only after its signature was checked.
import { z } from 'zod';

/** 64 bytes in base64. */
const SHA512 = /^[A-Za-z0-9+/]{86}==$/;
/** One plain name beside the metadata: it leads to no other folder and no other host. */
const FILE_NAME = /^\w[\w.+~-]{0,200}$/;
const VERSION = /^\d{1,6}\.\d{1,6}\.\d{1,6}(-[0-9A-Za-z.-]{1,60})?$/;
const NOTES_MAX = 20_000;

export const releaseMetadata = z.object({
  version: z.string().regex(VERSION),
  files: z
    .array(z.object({ url: z.string().regex(FILE_NAME), sha512: z.string().regex(SHA512), size: z.int().positive() }))
    .min(1)
    .max(20),
  releaseNotes: z.string().max(NOTES_MAX).nullish(),
  releaseDate: z.string().max(40).nullish(),
});
export type ReleaseMetadata = z.output<typeof releaseMetadata>;

/** The bytes that a release's key signs: what it is about stands in front, so that one platform's word never passes for another's. */
export function signedText(fileName: string, text: string): string {
  return `dogwatch update 1\n${fileName}\n${text}`;
}

/** Which metadata a platform asks for, named as electron-builder names them. */
export function metadataName(platform: string, arch: string): string {
  if (platform === 'win32') return 'latest.yml';
  if (platform === 'darwin') return 'latest-mac.yml';
  return arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${arch}.yml`;
}
