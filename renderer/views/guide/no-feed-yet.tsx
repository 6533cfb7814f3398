// Said by the steps that need a feed while there is none.
import { Button } from '@mantine/core';
import { msg } from '../../../shared/words/words';
import { showGuideStep } from '../../store/guide';

export function NoFeedYet() {
  return (
    <>
      <p>{msg`No source of yours is connected yet.`}</p>
      <Button size="xs" variant="default" onClick={() => void showGuideStep('find')}>{msg`Find one`}</Button>
    </>
  );
}
