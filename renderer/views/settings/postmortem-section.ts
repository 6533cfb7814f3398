// Settings of postmortems, as the form shows them.
import { msg } from '../../../shared/words/words';
import type { SettingsSection } from './setting-field';

export const POSTMORTEM_SECTION: SettingsSection = {
  id: 'postmortem',
  title: msg`Postmortems`,
  about: msg`Which incidents need one, by when it is to be published, and who may approve it.`,
  groups: [
    {
      title: '',
      fields: [
        {
          ...{ path: 'postmortem.requiredFrom', control: 'severity', label: msg`Needed from` },
          hint: msg`This severe or worse. Security incidents always need one; every other may have one.`,
        },
        {
          ...{ path: 'postmortem.dueBusinessDays', control: 'number', label: msg`Due after`, unit: msg`business days` },
          hint: msg`Counted from the resolution, Monday to Friday. 0: never due.`,
        },
        {
          ...{ path: 'postmortem.needsAnotherToApprove', control: 'switch', label: msg`Somebody else approves` },
          hint: msg`Nobody approves a text that they wrote themselves.`,
        },
        {
          ...{ path: 'postmortem.isSpellChecked', control: 'switch', label: msg`Check the spelling` },
          hint: msg`English, on this machine, while you write.`,
        },
        {
          ...{ path: 'postmortem.knownWords', control: 'labels', label: msg`Words that are right` },
          hint: msg`Names of services and machines that the spell check is to leave alone.`,
          onlyIf: 'postmortem.isSpellChecked',
        },
        { ...{ path: 'postmortem.vimKeys', control: 'switch', label: msg`Vim keys` }, hint: msg`In the text of a postmortem.` },
        {
          ...{ path: 'postmortem.templateFolder', control: 'text', label: msg`Template folder` },
          hint: msg`Full path of a folder with Markdown templates of your own. Empty: those that Dogwatch brings.`,
        },
      ],
    },
  ],
};
