// Adding or editing a channel: picks the kind, then shows its form.
import { Modal, Select } from '@mantine/core';
import { useState } from 'react';
import type { ChannelManifest } from '../../../shared/channel';
import type { ChannelSettings } from '../../../shared/settings/telling';
import { useDesk } from '../../store/desk';
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
  return (
    <Modal
      opened={editing !== null}
      onClose={onClose}
      size={620}
      title={editing === null || editing === 'new' ? 'Add a channel' : `Edit ${editing.name}`}
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {editing !== null && <Body kinds={kinds} existing={editing === 'new' ? undefined : editing} onClose={onClose} />}
    </Modal>
  );
}

interface BodyProps {
  readonly kinds: readonly ChannelManifest[];
  readonly existing: ChannelSettings | undefined;
  onClose(): void;
}

function Body({ kinds, existing, onClose }: BodyProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const kind = existing?.kind ?? chosen ?? kinds[0]?.kind;
  const manifest = kinds.find((entry) => entry.kind === kind);
  if (!manifest)
    return <p role="alert">This console knows no channel of the kind “{kind}”. Its settings are kept; a newer version may know it.</p>;
  return (
    <>
      {existing === undefined && (
        <Select
          label="Kind"
          mb={12}
          data={kinds.map((entry) => ({ value: entry.kind, label: entry.name }))}
          value={manifest.kind}
          onChange={setChosen}
          allowDeselect={false}
        />
      )}
      <LiveForm key={manifest.kind} manifest={manifest} existing={existing} onClose={onClose} />
    </>
  );
}

/** The ids that are taken are looked at once: a channel that arrives meanwhile must not change what is typed. */
function LiveForm({ manifest, existing, onClose }: Omit<BodyProps, 'kinds'> & { readonly manifest: ChannelManifest }) {
  const [takenIds] = useState(() => useDesk.getState().settings?.channels.map((channel) => channel.id) ?? []);
  const [initial] = useState(() => (existing ? draftOfChannel(manifest, existing) : emptyChannel(manifest, takenIds)));
  const form = useChannelForm(manifest, initial, takenIds, onClose);
  return <ChannelForm manifest={manifest} form={form} takenIds={takenIds} onCancel={onClose} />;
}
