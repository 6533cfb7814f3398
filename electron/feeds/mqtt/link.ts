// What every connection to the broker of a feed has in common: address, login, TLS and patience.
import type { IClientOptions } from 'mqtt';
import { tlsOf } from '../link-fields';
import type { MqttConfig } from './config';

/** Shown to people; holds no login. */
export function hostOf({ url }: Pick<MqttConfig, 'url'>): string {
  return new URL(url).host;
}

/** It never reconnects by itself: the runner does that for all kinds. */
export function linkOptions(config: MqttConfig): IClientOptions {
  return {
    reconnectPeriod: 0,
    connectTimeout: config.connectTimeoutSeconds * 1000,
    ...(config.username !== '' && { username: config.username, password: config.password }),
    ...tlsOf(config),
  };
}
