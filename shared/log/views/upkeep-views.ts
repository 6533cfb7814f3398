// The desk's upkeep in the words of the timeline, and in an incident's row: nothing there.
import { msg } from '../../words/words';
import type { UpkeepEvents } from '../kinds/upkeep';
import { keepRow, type RowSteps } from './row-step';
import { say, type Telling } from './words';

export const UPKEEP_WORDS: Telling<keyof UpkeepEvents> = {
  'recordings.let-go': (e) =>
    say(
      msg`Texts of ${e.data.recordings} recordings let go`,
      msg`${Math.ceil(e.data.bytes / 1024)} kB, of incidents closed long ago; their hashes are kept`,
    ),
};

export const UPKEEP_STEPS: RowSteps<keyof UpkeepEvents> = { 'recordings.let-go': keepRow };
