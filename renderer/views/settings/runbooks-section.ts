// Settings of runbooks, as the form shows them.
import { msg } from '../../../shared/words/words';
import { field, group, type SettingsSection } from './setting-field';

export const RUNBOOKS_SECTION: SettingsSection = {
  id: 'runbooks',
  title: msg`Runbooks`,
  about: msg`Where runbooks come from, and which one opens for which incident when its name, heading or front matter does not say it.`,
  groups: [
    group(
      msg`Library`,
      field('runbooks.sources', 'runbook-sources', msg`Sources`, msg`Folders and git repositories of Markdown files. Folders are watched.`),
      field(
        'runbooks.areLinksFetched',
        'switch',
        msg`Fetch links ahead`,
        msg`Runbooks that alerts link to (runbook_url) are fetched while there is a network, and kept for when there is none.`,
      ),
      field(
        'runbooks.linkHosts',
        'labels',
        msg`Private hosts`,
        msg`Hosts of private networks that links may lead to, such as wiki.corp.example or *.corp.example. Servers of feeds need not be named.`,
      ),
    ),
    group(
      msg`Rules`,
      field('runbooks.rules', 'runbook-rules', msg`Rules`, msg`A rule that fits names a runbook; all its matchers must hold.`),
    ),
    group(
      msg`Running`,
      field('runbooks.run.shell', 'text', msg`Shell`, msg`Reads the scripts of runbooks: a path such as /bin/sh or /bin/bash.`),
      field('runbooks.run.timeoutMinutes', 'number', msg`Time-out`, msg`A command that takes longer is ended.`, { unit: 'min' }),
      field('runbooks.run.prometheusUrl', 'text', 'Prometheus', msg`Where promql fences are asked. Empty: only where an alert came from.`),
      field(
        'runbooks.run.dangerous',
        'matchers',
        msg`Dangerous commands`,
        msg`Regular expressions; what matches asks twice. Case does not matter.`,
      ),
      field(
        'runbooks.run.redact',
        'matchers',
        msg`Strike out`,
        msg`Regular expressions; what matches in an output is never kept or shown.`,
      ),
      field('runbooks.run.outputKilobytes', 'number', msg`Output kept`, msg`Beginning and end of an output that stay on the timeline.`, {
        unit: 'kB',
      }),
    ),
  ],
};
