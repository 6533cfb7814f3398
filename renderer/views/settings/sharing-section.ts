// Settings of the team's space, as the form shows them; who belongs to it stands below them, see sharing/space-panel.tsx.
import { msg } from '../../../shared/words/words';
import { field, group, type SettingsSection } from './setting-field';

const on = { onlyIf: 'sharing.isOn' };

export const SHARING_SECTION: SettingsSection = {
  id: 'sharing',
  title: msg`Sharing`,
  about: msg`One team, many desks: all see the same incidents, notes and postmortems, by way of a NATS server of your own. Bodies are encrypted; a desk goes on by itself while the server is away.`,
  groups: [
    group(
      '',
      field('sharing.isOn', 'switch', msg`Share with a team`, msg`Nothing leaves this desk before it belongs to a space.`),
      field('sharing.space', 'text', 'Space', msg`Desks of one space share: lower-case letters, digits and dashes.`, on),
      field('sharing.servers', 'labels', msg`Servers`, msg`Of one NATS cluster, such as nats://nats-1.example.com:4222 or tls://…`, on),
      field('sharing.deskName', 'text', msg`This desk`, msg`How the others see it. Empty: the machine’s name.`, on),
      field(
        'sharing.securityReaders',
        'labels',
        msg`Read security incidents`,
        msg`Ids of people: from the beginning such an incident is sealed for their desks, this one and those on call. Empty: the whole team reads it.`,
        on,
      ),
    ),
    group(
      msg`Connection`,
      field('sharing.username', 'text', msg`User`, msg`Empty: none, or a login of another kind below.`, on),
      field(
        'sharing.caPem',
        'text',
        msg`Authority`,
        msg`PEM text of who signed the servers’ certificates. Empty: those that the system trusts.`,
        on,
      ),
      field('sharing.certPem', 'text', msg`Certificate`, msg`PEM text of this desk’s own, where the servers ask for one.`, on),
      field('sharing.replicas', 'number', msg`Copies`, msg`Of everything, in the cluster; fewer where it has fewer servers.`, on),
    ),
  ],
};
