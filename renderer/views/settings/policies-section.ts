// Settings of security policies, as the form shows them.
import { field, group, type SettingsSection } from './setting-field';

export const POLICIES_SECTION: SettingsSection = {
  id: 'policies',
  title: 'Policies',
  about:
    'Security policies: who owns each, how often it must be read again, and which incidents it governs. A due review waits in the queue and never pages; the policy stands beside the incidents that it governs.',
  groups: [group('', field('policies', 'security-policies', 'Policies', 'Each stands beside the incidents that fit.'))],
};
