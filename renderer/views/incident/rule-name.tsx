// The name of a rule, as a way to where it is edited.
import { revealLine } from '../../../shared/domain/reveal-text';
import { placeOfRule } from '../../../shared/rules/all-rules';
import { msg } from '../../../shared/words/words';
import { useDesk } from '../../store/desk';
import { useUi } from '../../store/ui';
import { showSection } from '../settings/settings-place';
import shared from './incident.module.css';

export function RuleName({ name }: { readonly name: string }) {
  const settings = useDesk((s) => s.settings);
  const place = settings && placeOfRule(settings, name);
  if (!place) return <span>{revealLine(name)}</span>;
  const open = (): void => {
    useUi.getState().go('settings');
    showSection(place);
  };
  return (
    <button type="button" className={shared.link} title={msg`Show in the settings`} onClick={open}>
      {revealLine(name)}
    </button>
  );
}
