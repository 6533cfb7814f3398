// Adding or editing a channel: picks the kind, then shows its form.
import { useState } from 'react';
import type { ChannelManifest } from '../../../shared/channel';
import type { ChannelSettings } from '../../../shared/settings/telling';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { KindDialog } from '../../ui/config-form/kind-dialog';
import { ChannelForm } from './channel-form';
import { draftOfChannel, emptyChannel } from './channel-form-model';
import { useChannelForm } from './use-channel-form';

interface ChannelDialogProps {
  readonly kinds: readonly ChannelManifest[];
  /** `new` adds one; null: closed. */
  readonly editing: ChannelSettings | 'new' | null;
  onClose(): void;
}

export function ChannelDialog({ kinds, editing, onClose }: ChannelDialogProps) {
  if (editing === null) return null;
  const existing = editing === 'new' ? undefined : editing;
  const form = (manifest: ChannelManifest) => <LiveForm key={manifest.kind} manifest={manifest} existing={existing} onClose={onClose} />;
  return <KindDialog noun={msg`a channel`} kinds={kinds} existing={existing} form={form} onClose={onClose} />;
}

interface LiveFormProps {
  readonly manifest: ChannelManifest;
  readonly existing: ChannelSettings | undefined;
  onClose(): void;
}

/** The ids that are taken are looked at once: a channel that arrives meanwhile must not change what is typed. */
function LiveForm({ manifest, existing, onClose }: LiveFormProps) {
  const [takenIds] = useState(() => useDesk.getState().settings?.channels.map((channel) => channel.id) ?? []);
  const [initial] = useState(() => (existing ? draftOfChannel(manifest, existing) : emptyChannel(manifest, takenIds)));
  const form = useChannelForm(manifest, initial, takenIds, onClose);
  return <ChannelForm manifest={manifest} form={form} takenIds={takenIds} onCancel={onClose} />;
}
