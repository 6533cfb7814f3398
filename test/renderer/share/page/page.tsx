// The dialog of sharing over invented acts: `?theme=light&restricted&empty&offline`.
import '../../../../renderer/mantine-styles';
import '../../../../renderer/styles.css';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { cssVariables, theme } from '../../../../renderer/theme';
import type { ShareActs } from '../../../../renderer/views/postmortem/share/share-acts';
import { ShareDialog } from '../../../../renderer/views/postmortem/share/share-dialog';

declare global {
  interface Window {
    asked: unknown[];
  }
}

const params = new URLSearchParams(location.search);
const scheme = params.get('theme') === 'light' ? 'light' : 'dark';
window.asked = [];
const words =
  'INC-1042 is restricted to who needs to know. At Wiki it can be read by everybody with access to the space OPS, and Dogwatch cannot take it back.';
const acts: ShareActs = {
  save: async (format, paper) => {
    window.asked.push(['save', format, paper]);
    return { path: '/home/robin/INC-1042-postmortem.pdf', bytes: 140_000, missing: ['a'] };
  },
  preview: async () => ({
    title: 'Checkout errors after deploy 4.18.0',
    audience: params.has('restricted')
      ? { needsYes: true, words }
      : { needsYes: false, words: 'It can be read by everybody with access to the space OPS.' },
    missing: [],
  }),
  saveEdits: async () => ({ path: '/home/lena/INC-1042-postmortem.dogwatch-edits', authors: ['Lena'], missing: [] }),
  takeInEdits: async () => ({ kind: 'taken', isNew: true, desk: 'raj-laptop', authors: ['Raj'] }),
  publish: async (target, audience) => {
    window.asked.push(['publish', target, audience]);
    return { act: 'a1', ref: target === 'docs' ? '4edc09d2a7c1b5f0' : null };
  },
  summary: async () => ({
    subject: 'Postmortem of INC-1042, SEV1: Checkout errors after deploy 4.18.0',
    text: 'One in seven checkout requests failed for 26 minutes.\n\nOpen actions (1):\n- Run migrations against a copy',
    places: [{ channel: 'mail', channelName: 'Mail', address: 'lena@example.org', personName: 'Lena Vogt' }],
  }),
  sendSummary: async (message) => {
    window.asked.push(['summary', message.channel, message.text]);
    return true;
  },
};
const targets = params.has('empty')
  ? []
  : [
      { id: 'docs', kind: 'git', name: 'Team docs', config: {} },
      { id: 'wiki', kind: 'confluence', name: 'Wiki', config: {} },
    ];

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme={scheme} withStaticClasses={false}>
      <main>
        <h1 className="visually-hidden">Postmortem</h1>
        <ShareDialog
          name="INC-1042"
          targets={targets}
          isOffline={params.has('offline')}
          canEdit
          acts={acts}
          onClose={() => window.asked.push(['close'])}
        />
      </main>
    </MantineProvider>,
  );
