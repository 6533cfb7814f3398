// Settings of postmortems, as the form shows them.
import type { SettingsSection } from './setting-field';

export const POSTMORTEM_SECTION: SettingsSection = {
  id: 'postmortem',
  title: 'Postmortems',
  about: 'Which incidents need one, by when it is to be published, and who may approve it.',
  groups: [
    {
      title: '',
      fields: [
        {
          ...{ path: 'postmortem.requiredFrom', control: 'severity', label: 'Needed from' },
          hint: 'This severe or worse. Security incidents always need one; every other may have one.',
        },
        {
          ...{ path: 'postmortem.dueBusinessDays', control: 'number', label: 'Due after', unit: 'business days' },
          hint: 'Counted from the resolution, Monday to Friday. 0: never due.',
        },
        {
          ...{ path: 'postmortem.needsAnotherToApprove', control: 'switch', label: 'Somebody else approves' },
          hint: 'Nobody approves a text that they wrote themselves.',
        },
        {
          ...{ path: 'postmortem.isSpellChecked', control: 'switch', label: 'Check the spelling' },
          hint: 'English, on this machine, while you write.',
        },
        {
          ...{ path: 'postmortem.knownWords', control: 'labels', label: 'Words that are right' },
          hint: 'Names of services and machines that the spell check is to leave alone.',
          onlyIf: 'postmortem.isSpellChecked',
        },
        { ...{ path: 'postmortem.vimKeys', control: 'switch', label: 'Vim keys' }, hint: 'In the text of a postmortem.' },
        {
          ...{ path: 'postmortem.templateFolder', control: 'text', label: 'Template folder' },
          hint: 'Full path of a folder with Markdown templates of your own. Empty: those that Dogwatch brings.',
        },
      ],
    },
  ],
};
