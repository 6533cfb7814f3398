// The frame of adding or editing something that comes in kinds: which kind, then the form that its manifest describes.
import { Modal, Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { msg } from '../../../shared/words/words';
import { rich } from '../rich';

interface Props<M extends { readonly kind: string; readonly name: string }> {
  /** `a place`, as in "Add a place". */
  readonly noun: string;
  readonly kinds: readonly M[];
  readonly existing: { readonly kind: string; readonly name: string } | undefined;
  readonly form: (manifest: M) => ReactNode;
  onClose(): void;
}

/** A kind that this console does not know keeps its settings. */
export function KindDialog<M extends { readonly kind: string; readonly name: string }>({ noun, kinds, existing, form, onClose }: Props<M>) {
  const [chosen, setChosen] = useState<string | null>(null);
  const kind = existing?.kind ?? chosen ?? kinds[0]?.kind;
  const manifest = kinds.find((k) => k.kind === kind);
  return (
    <Modal
      opened
      onClose={onClose}
      size={620}
      title={existing ? msg`Edit ${existing.name}` : msg`Add ${noun}`}
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': msg`Close` }}
    >
      {existing === undefined && manifest && (
        <Select
          label={msg`Kind`}
          mb={12}
          data={kinds.map((k) => ({ value: k.kind, label: k.name }))}
          value={manifest.kind}
          onChange={setChosen}
          allowDeselect={false}
        />
      )}
      {manifest ? (
        form(manifest)
      ) : (
        <p role="alert">{rich`This console does not know the kind “${kind}” of ${noun}. Its settings are kept; a newer version may know it.`}</p>
      )}
    </Modal>
  );
}
