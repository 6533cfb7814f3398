// The list of what the lint found, beside the text: words first, actions after them, each with why, a better question and its fixes.
import type { Finding, Fix } from '../../../../shared/lint/finding';
import { locale, msg } from '../../../../shared/words/words';
import { rich } from '../../../ui/rich';
import type { LintReport } from './lint-extension';
import { isAboutActions } from './lint-state';
import { titleOf } from './lint-titles';
import css from './words-pane.module.css';

export interface WordsPaneProps {
  /** Null until the text was read. */
  readonly report: LintReport | null;
  readonly onGo: (finding: Finding) => void;
  readonly onFix: (finding: Finding, fix: Fix) => void;
  readonly onQuiet: (key: string) => void;
  /** Makes all of this document's quiet findings heard again. */
  readonly onHearAll: () => void;
}

/** Cards drawn at once; more are counted, and come up as these are dealt with. */
const SHOWN = 100;

export function WordsPane({ report, onGo, onFix, onQuiet, onHearAll }: WordsPaneProps) {
  if (!report) return <section className={css.pane} aria-label={msg`Words`} aria-busy="true" />;
  const words = report.findings.filter(({ rule }) => !isAboutActions(rule));
  const actions = report.findings.filter(({ rule }) => isAboutActions(rule));
  const acts = { onGo, onFix, onQuiet };
  return (
    <section className={css.pane} aria-label={msg`Words`}>
      <Group
        title={msg`Blameless check`}
        found={words}
        none={msg`No words to look at. This checks names, blame and hindsight while you write.`}
        {...acts}
      />
      <Group title={msg`Actions`} found={actions} none={msg`Every action has an owner, a date and an outcome.`} {...acts} />
      {report.quiet > 0 && (
        <p className={css.quiet}>
          {rich`${report.quiet} called fine here.`}{' '}
          <button type="button" className={css.link} onClick={onHearAll}>{msg`Show again`}</button>
        </p>
      )}
    </section>
  );
}

type Acts = Pick<WordsPaneProps, 'onGo' | 'onFix' | 'onQuiet'>;

function Group({ title, found, none, ...acts }: { title: string; found: readonly Finding[]; none: string } & Acts) {
  return (
    <>
      <h2 className={css.title}>
        {title} · {found.length}
      </h2>
      {found.length === 0 && <p className={css.none}>{none}</p>}
      <ul className={css.list}>
        {found.slice(0, SHOWN).map((finding) => (
          <Card key={`${finding.key} ${finding.from}`} finding={finding} {...acts} />
        ))}
      </ul>
      {found.length > SHOWN && <p className={css.none}>{rich`and ${(found.length - SHOWN).toLocaleString(locale())} more`}</p>}
    </>
  );
}

function Card({ finding, onGo, onFix, onQuiet }: { finding: Finding } & Acts) {
  return (
    <li className={isAboutActions(finding.rule) ? css.action : css.card}>
      <button type="button" className={css.words} onClick={() => onGo(finding)} title={msg`Go to these words`}>
        “{finding.words}”
      </button>
      <p className={css.rule}>{titleOf(finding.rule)}</p>
      <p className={css.why}>
        {finding.why} <span className={css.question}>{finding.question}</span>
      </p>
      <div className={css.acts}>
        {finding.fixes.map((fix) => (
          <button type="button" key={fix.label} className={css.link} onClick={() => onFix(finding, fix)}>
            {fix.label}
          </button>
        ))}
        <button type="button" className={css.fine} onClick={() => onQuiet(finding.key)}>{msg`Fine here`}</button>
      </div>
    </li>
  );
}
