// Adding or editing a feed: picks the kind, then shows its form. Opened by the ui store's dialog of kind `feed`.
import { Button, Modal, Select } from '@mantine/core';
import { useState } from 'react';
import type { FeedManifest } from '../../../shared/feed';
import type { FeedSettings } from '../../../shared/settings';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { type AskedRule, type Dialog, useUi } from '../../store/ui';
import styles from '../../ui/config-form/config-form.module.css';
import { rich } from '../../ui/rich';
import { FeedForm } from './feed-form';
import { draftOf, emptyDraft } from './feed-form-model';
import { TrialPane } from './trial/trial-pane';
import { useFeedForm } from './use-feed-form';
import { useKinds } from './use-kinds';

/** Shows itself while the store's dialog is of kind `feed`. */
export function FeedDialog() {
  const dialog = useUi((state) => state.dialog);
  const close = useUi((state) => state.closeDialog);
  const isOpen = dialog?.kind === 'feed';
  const [isTrying, setIsTrying] = useState(false);
  const leave = () => {
    setIsTrying(false);
    close();
  };
  const existing = useDesk((state) =>
    isOpen && dialog.feed !== null ? state.settings?.feeds.find((feed) => feed.id === dialog.feed) : undefined,
  );
  return (
    <Modal
      opened={isOpen}
      onClose={isTrying ? () => setIsTrying(false) : leave}
      size={isTrying ? 'min(1500px, 96vw)' : 620}
      title={isTrying ? msg`Try the preset` : existing ? msg`Edit ${existing.name}` : msg`Add a feed`}
      transitionProps={{ duration: 100 }}
      closeButtonProps={{ 'aria-label': msg`Close` }}
    >
      {isOpen && (
        <FeedDialogBody
          existing={existing}
          found={dialog.found}
          asked={dialog.rule ?? null}
          isTrying={isTrying}
          onTrying={setIsTrying}
          onClose={leave}
        />
      )}
    </Modal>
  );
}

type FoundFeed = NonNullable<Extract<Dialog, { kind: 'feed' }>['found']>;

interface BodyProps {
  readonly existing: FeedSettings | undefined;
  readonly asked: AskedRule | null;
  readonly found: FoundFeed | undefined;
  /** The preset is tried in place of the form. */
  readonly isTrying: boolean;
  onTrying(isTrying: boolean): void;
  onClose(): void;
}

function FeedDialogBody({ existing, found, asked, isTrying, onTrying, onClose }: BodyProps) {
  const kinds = useKinds();
  const [chosen, setChosen] = useState<string | null>(found?.kind ?? null);
  if (kinds.state === 'loading') return <div className={styles.formSkeleton} role="status" aria-label={msg`Loading the form`} />;
  if (kinds.state === 'failed') {
    return (
      <div role="alert" className={styles.report} data-tone="bad">
        <b>{kinds.error.what}</b>
        <p>{kinds.error.remedy}</p>
        <Button variant="default" size="xs" onClick={kinds.again}>{msg`Ask again`}</Button>
      </div>
    );
  }
  const kind = existing?.kind ?? chosen ?? kinds.kinds[0]?.kind;
  const manifest = kinds.kinds.find((entry) => entry.kind === kind);
  if (!manifest)
    return (
      <p role="alert">{rich`This console knows no feed of the kind “${kind}”. Its settings are kept; a newer version may know it.`}</p>
    );
  return (
    <>
      {!isTrying && kinds.faults.length > 0 && <PresetFaults faults={kinds.faults} />}
      {!isTrying && existing === undefined && kinds.kinds.length > 1 && (
        <Select
          label={msg`Kind`}
          mb={12}
          data={kinds.kinds.map((entry) => ({ value: entry.kind, label: entry.name }))}
          value={manifest.kind}
          onChange={setChosen}
          allowDeselect={false}
          searchable
        />
      )}
      <LiveForm key={manifest.kind} manifest={manifest} {...{ existing, found, asked, isTrying, onTrying, onClose }} />
    </>
  );
}

/** Presets of one's own that are wrong: their feeds can not run until they are mended. */
function PresetFaults({ faults }: { readonly faults: readonly string[] }) {
  return (
    <div role="alert" className={styles.report} data-tone="bad">
      <b>{msg`Presets of yours that are not right`}</b>
      {faults.map((fault) => (
        <p key={fault}>{fault}</p>
      ))}
    </div>
  );
}

interface LiveFormProps extends BodyProps {
  readonly manifest: FeedManifest;
}

/** The ids that are taken are looked at once: a feed that arrives meanwhile must not change what is typed. */
function LiveForm({ manifest, existing, found, asked, isTrying, onTrying, onClose }: LiveFormProps) {
  const [takenIds] = useState(() => {
    const { settings, feeds } = useDesk.getState();
    return [...new Set([...(settings?.feeds.map((feed) => feed.id) ?? []), ...feeds.map((feed) => feed.feed)])];
  });
  const [initial] = useState(() =>
    existing ? draftOf(manifest, existing) : emptyDraft(manifest, takenIds, found?.kind === manifest.kind ? found.config : {}),
  );
  const form = useFeedForm(manifest, initial, takenIds, onClose);
  if (isTrying) return <TrialPane manifest={manifest} form={form} onBack={() => onTrying(false)} />;
  const onTry = manifest.hasPreset ? { onTry: () => onTrying(true) } : {};
  return <FeedForm manifest={manifest} form={form} takenIds={takenIds} asked={asked} onCancel={onClose} {...onTry} />;
}
