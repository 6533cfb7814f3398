// Settings of security policies, as the form shows them.
import { msg } from '../../../shared/words/words';
import { field, group, type SettingsSection } from './setting-field';

export const POLICIES_SECTION: SettingsSection = {
  id: 'policies',
  title: msg`Policies`,
  about: msg`Security policies: who owns each, how often it must be read again, and which incidents it governs. A due review waits in the queue and never pages; the policy stands beside the incidents that it governs.`,
  groups: [group('', field('policies', 'security-policies', msg`Policies`, msg`Each stands beside the incidents that fit.`))],
};
