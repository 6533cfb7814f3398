// The message of "Send a test message": says who sent it and from where, so that nobody who reads it wonders.
import type { OutMessage } from '../../shared/channel';

/** `address`: null for the channel's own place. */
export function testMessage(channelName: string, person: string, at: number, address: string | null): OutMessage {
  return {
    key: `test-${at}`,
    address,
    subject: 'Test message from Dogwatch',
    text: `${person} tries the channel “${channelName}”. Nothing has happened; nothing is to be done.`,
    purpose: 'by-hand',
    incident: null,
    isTest: true,
  };
}
