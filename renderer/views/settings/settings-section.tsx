// One section of the shared settings: its groups of rows, made from the table of fields.
import { Button } from '@mantine/core';
import { msg } from '../../../shared/words/words';
import { testPage } from '../../store/commands';
import { SettingRow } from './field-control';
import type { SettingsSection as Section } from './setting-field';
import styles from './settings.module.css';
import { noteOn } from './settings-notes';
import { SpacePanel } from './sharing/space-panel';
import type { SettingsDraft } from './use-settings-draft';

export function SettingsSection({ section, draft }: { readonly section: Section; readonly draft: SettingsDraft }) {
  return (
    <>
      <p className={styles.about}>{section.about}</p>
      {section.groups.map((group) => (
        <section key={group.title} className={styles.group} aria-label={group.title === '' ? section.title : group.title}>
          {group.title !== '' && <h3>{group.title}</h3>}
          {group.fields
            .filter((field) => field.onlyIf === undefined || draft.valueOf(field.onlyIf) === true)
            .map((field) => (
              <SettingRow
                key={field.path}
                field={field}
                value={draft.valueOf(field.path)}
                error={draft.errorOf(field.path)}
                note={noteOn(field.path, draft.valueOf)}
                onChange={(value) => draft.change(field.path, value)}
              />
            ))}
        </section>
      ))}
      {section.id === 'sharing' && draft.valueOf('sharing.isOn') === true && <SpacePanel />}
      {section.id === 'paging' && (
        <section className={styles.group} aria-label={msg`Try it`}>
          <h3>{msg`Try it`}</h3>
          <div className={styles.row}>
            <p
              className={styles.hint}
            >{msg`Sends a page the whole way: rules, notification, sound. A notification must appear within a second.`}</p>
            <div className={styles.control}>
              <Button size="xs" variant="default" onClick={() => void testPage()}>{msg`Send a test page`}</Button>
            </div>
          </div>
        </section>
      )}
    </>
  );
}
