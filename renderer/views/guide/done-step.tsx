// The end of the guide: what to set next, each a press away.
import { Button } from '@mantine/core';
import { msg } from '../../../shared/words/words';
import { useUi } from '../../store/ui';
import { rich } from '../../ui/rich';
import { showSection } from '../settings/settings-place';
import styles from './guide.module.css';
import { useGuidedFeed } from './guided-feed';
import { NoFeedYet } from './no-feed-yet';

const NEXT = [
  { section: 'schedules', words: msg`Who is on call` },
  { section: 'paging', words: msg`Quiet hours, sounds and repeats` },
  { section: 'sharing', words: msg`Share the desk with a team` },
  { section: 'desktop', words: msg`Start with the session` },
] as const;

export function DoneStep() {
  const feed = useGuidedFeed();
  return (
    <>
      {feed ? <p>{rich`${feed.name} is watched, also with this window closed: the tray says how it stands.`}</p> : <NoFeedYet />}
      <ul className={styles.next}>
        {NEXT.map(({ section, words }) => (
          <li key={section}>
            <Button size="compact-sm" variant="subtle" onClick={() => show(section)}>
              {words}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function show(section: string): void {
  showSection(section);
  useUi.getState().go('settings');
}
