// What an act is called where the feeds of this desk are known by their names.
import type { ActView } from '../../../shared/contract/telling';
import { useDesk } from '../../store/desk';
import { actName } from './act-words';

export function useActName(act: ActView): string {
  return useDesk(({ feeds }) => actName(act, (feed) => feeds.find((one) => one.feed === feed)?.name ?? feed));
}
