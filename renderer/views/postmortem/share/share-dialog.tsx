// How a postmortem leaves the console: saved as a file, published to a place, summed up for the engineering manager.
import type { PublishTarget } from '../../../../shared/settings/publish';
import { msg } from '../../../../shared/words/words';
import { DialogFrame } from '../../incident/dialog-frame';
import { OtherDesk } from './other-desk';
import { PlaceList } from './place-list';
import { SaveAs } from './save-as';
import css from './share.module.css';
import type { ShareActs } from './share-acts';
import { SummaryForm } from './summary-form';

export interface ShareDialogProps {
  /** 'INC-42'. */
  readonly name: string;
  readonly targets: readonly PublishTarget[];
  readonly isOffline: boolean;
  readonly canEdit: boolean;
  readonly acts: ShareActs;
  onClose(): void;
}

export function ShareDialog({ name, targets, isOffline, canEdit, acts, onClose }: ShareDialogProps) {
  return (
    <DialogFrame title={msg`Share the postmortem of ${name}`} size={560} onClose={onClose}>
      {isOffline && <p className={css.offline}>{msg`You are offline. Files are saved; what is published or sent waits in the outbox.`}</p>}
      <section className={css.part} aria-label={msg`Save as`}>
        <h3 className={css.title}>{msg`Save as`}</h3>
        <SaveAs acts={acts} />
      </section>
      <section className={css.part} aria-label={msg`Another desk`}>
        <h3 className={css.title}>{msg`Another desk`}</h3>
        <OtherDesk acts={acts} canTakeIn={canEdit} />
      </section>
      <section className={css.part} aria-label={msg`Publish to`}>
        <h3 className={css.title}>{msg`Publish to`}</h3>
        <PlaceList targets={targets} acts={acts} />
      </section>
      <section className={css.part} aria-label={msg`Tell the engineering manager`}>
        <h3 className={css.title}>{msg`Tell the engineering manager`}</h3>
        <SummaryForm acts={acts} />
      </section>
    </DialogFrame>
  );
}
