// The life of the channel form: typed, tried, saved. Saving sends nothing: a test message reaches people, so only its button does.
import { useState } from 'react';
import type { ChannelManifest } from '../../../shared/channel';
import type { ChannelTest } from '../../../shared/contract/channels';
import { type FieldErrors, withoutMended } from '../../ui/config-form/config-draft';
import { saveChannel, testChannel } from './channel-actions';
import { type ChannelDraft, channelErrors, readChannel } from './channel-form-model';

/** What the last test message came to, and the form as it stood then. */
export type ChannelTestState =
  | { readonly state: 'none' }
  | { readonly state: 'running' }
  | { readonly state: 'told'; readonly test: ChannelTest; readonly draft: ChannelDraft };

export interface ChannelForm {
  readonly draft: ChannelDraft;
  readonly errors: FieldErrors;
  readonly test: ChannelTestState;
  readonly isSaving: boolean;
  readonly address: string;
  edit(draft: ChannelDraft): void;
  setAddress(address: string): void;
  /** Both resolve to false when a field is wrong; its words are in `errors` then. */
  tryIt(): Promise<boolean>;
  save(): Promise<boolean>;
}

export function useChannelForm(
  manifest: ChannelManifest,
  initial: ChannelDraft,
  takenIds: readonly string[],
  onSaved: () => void,
): ChannelForm {
  const [draft, setDraft] = useState(initial);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [test, setTest] = useState<ChannelTestState>({ state: 'none' });
  const [isSaving, setIsSaving] = useState(false);
  const [address, setAddress] = useState('');

  const complain = (next: FieldErrors): false => {
    setErrors(next);
    return false;
  };
  /** Words that name a field go there; the rest is told as what the test said. */
  const tell = (told: ChannelTest): boolean => {
    const named = told.isOk ? { '': '' } : channelErrors(manifest, told.words);
    const isAtFields = !('' in named);
    setTest(isAtFields ? { state: 'none' } : { state: 'told', test: told, draft });
    return isAtFields ? complain(named) : true;
  };
  const tryIt = async (): Promise<boolean> => {
    const read = readChannel(manifest, draft, takenIds);
    if (!read.ok) return complain(read.errors);
    setErrors({});
    setTest({ state: 'running' });
    return tell(await testChannel(read.channel, read.secrets, address.trim()));
  };
  const save = async (): Promise<boolean> => {
    const read = readChannel(manifest, draft, takenIds);
    if (!read.ok) return complain(read.errors);
    setIsSaving(true);
    const error = await saveChannel(read.channel, read.secrets);
    setIsSaving(false);
    if (error) return tell({ isOk: false, words: error.what, remedy: error.remedy, ref: null });
    onSaved();
    return true;
  };
  const edit = (next: ChannelDraft): void => {
    setDraft(next);
    setErrors((before) => withoutMended(before, draft, next));
  };
  return { draft, errors, test, isSaving, address, edit, setAddress, tryIt, save };
}
