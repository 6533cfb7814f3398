// What a team shares, and where: settings of one space. Logins are secrets and lie in the vault.
import { z } from 'zod';

const server = z
  .string()
  .max(300)
  .regex(/^(nats|tls):\/\/[^\s/@]+$/, 'an address such as nats://nats.example.com:4222, with no user or password in it');

export const sharingSettings = z.strictObject({
  isOn: z.boolean().default(false),
  /** Desks of one space share their incidents. */
  space: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and dashes')
    .default('team'),
  /** Servers of one NATS cluster. */
  servers: z.array(server).max(20).default([]),
  /** How this desk is called for the others; empty: the machine’s name. */
  deskName: z.string().max(80).default(''),
  username: z.string().max(200).default(''),
  /** PEM text of the authority that signed the servers’ certificates; empty: those that the system trusts. */
  caPem: z.string().max(100_000).default(''),
  /** PEM text of this desk’s own certificate. */
  certPem: z.string().max(100_000).default(''),
  /** Ids of people at whose desks security incidents are read from their beginning, beside those on call; nobody: at every desk of the space. */
  securityReaders: z.array(z.string().min(1).max(60)).max(200).default([]),
  /** Copies of everything in the cluster. */
  replicas: z.number().int().min(1).max(5).default(3),
});
export type SharingSettings = z.infer<typeof sharingSettings>;

/** Secrets of sharing by name, as the vault keeps them. */
export const SHARING_SECRETS = ['password', 'token', 'nkeySeed', 'creds', 'keyPem'] as const;
/** Drawer of the vault. */
export const SHARING_VAULT = 'sharing';
