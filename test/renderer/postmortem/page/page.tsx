// The editor alone over a Yjs text of its own: `?theme=light&text=long&vim&lint&save=offline&people`. `window.sample` tells what it did.
import '../../../../renderer/mantine-styles';
import '../../../../renderer/styles.css';
import { MantineProvider } from '@mantine/core';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import * as Y from 'yjs';
import { cssVariables, theme } from '../../../../renderer/theme';
import { PostmortemEditor } from '../../../../renderer/views/postmortem/postmortem-editor';
import type { ImageSeams, InsertKind, SaveState, TextComment } from '../../../../renderer/views/postmortem/seams';
import { anchorOf } from '../../../../renderer/views/postmortem/text/comment-marks';
import { LintList, lint } from './lint-list';
import { PeopleOfPage } from './people';
import { graphPicture, INSERTS, longText, OLD_TEXT, SAMPLE, VERSIONS } from './sample';

const params = new URLSearchParams(location.search);
const isLight = params.get('theme') === 'light';
document.documentElement.dataset.mantineColorScheme = isLight ? 'light' : 'dark';
const doc = new Y.Doc();
const text = doc.getText('text');
const LONG_BYTES = 1_000_000;
text.insert(0, params.get('text') === 'long' ? longText(LONG_BYTES) : params.get('text') === 'empty' ? '' : SAMPLE);

const kept = new Map([['attachment:graph-1', graphPicture()]]);
const people = new PeopleOfPage(text);
const did: { words: string[]; incidents: number[]; links: string[]; restored: string[] } = {
  words: [],
  incidents: [],
  links: [],
  restored: [],
};
Object.assign(window, { sample: { did, doc, text, textNow: () => text.toString(), people } });

const images: ImageSeams = {
  async store(blob) {
    if (params.has('no-store')) return { ok: false, what: 'The picture could not be kept: the disk is full.' };
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const reference = `attachment:${bytes.length}`;
    kept.set(reference, `data:${blob.type};base64,${btoa(String.fromCharCode(...bytes))}`);
    return { ok: true, reference };
  },
  read: async (reference) => kept.get(reference) ?? null,
};
const insertsOf = async (kind: InsertKind) => INSERTS[kind];
const LINT_LIST = <LintList />;
const onIncident = (number: number) => void did.incidents.push(number);
const onLink = (url: string) => void did.links.push(url);

function firstComments(): TextComment[] {
  const quote = '3,118 orders were retried later';
  const at = text.toString().indexOf(quote);
  if (at < 0) return [];
  const answers = [{ id: 'a1', by: 'Raj', at: VERSIONS[0]?.at ?? 0, text: 'No: the charge is made last.' }];
  return [
    {
      id: 'c1',
      by: 'Ana',
      at: VERSIONS[1]?.at ?? 0,
      text: 'were retried orders charged twice?',
      quote,
      anchor: anchorOf(at, at + quote.length, text),
      isResolved: false,
      answers,
    },
  ];
}

function Page() {
  const [comments, setComments] = useState(firstComments);
  const [knownWords, setKnownWords] = useState<readonly string[]>(['checkout']);
  const change = (id: string, act: (comment: TextComment) => TextComment) =>
    setComments((before) => before.map((comment) => (comment.id === id ? act(comment) : comment)));
  const answer = (by: string, words: string) => ({ id: `${by}-${words}`, by, at: Date.now(), text: words });
  return (
    <PostmortemEditor
      doc={doc}
      text={text}
      title="INC-1042 Checkout errors after deploy 4.18.0"
      stage="draft"
      save={{ state: (params.get('save') ?? 'saved') as SaveState, savedAt: Date.now() }}
      isOffline={params.has('offline')}
      canEdit={!params.has('read-only')}
      hasVimKeys={params.has('vim')}
      hasSpellCheck={!params.has('no-spelling')}
      knownWords={knownWords}
      onKnowWord={(word) => {
        did.words.push(word);
        setKnownWords([...knownWords, word]);
      }}
      insertsOf={insertsOf}
      images={images}
      commenting={{
        comments,
        onAdd: (comment) => setComments([...comments, { ...answer('me', comment.text), ...comment, isResolved: false, answers: [] }]),
        onAnswer: (id, words) => change(id, (comment) => ({ ...comment, answers: [...comment.answers, answer('me', words)] })),
        onResolve: (id) => change(id, (comment) => ({ ...comment, isResolved: true })),
      }}
      versioning={{
        versions: VERSIONS,
        textOf: async (id) => (id === 'v2' ? OLD_TEXT : null),
        onRestore: (id) => void did.restored.push(id),
      }}
      onLink={onLink}
      onIncident={onIncident}
      {...(params.has('people') && { presence: people })}
      {...(params.has('lint') && { extensions: lint, beside: LINT_LIST })}
    />
  );
}

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme={isLight ? 'light' : 'dark'}
      withStaticClasses={false}
    >
      <main style={{ height: '100%' }}>
        <h1 className="visually-hidden">Postmortem</h1>
        <h2 className="visually-hidden">INC-1042</h2>
        <Page />
      </main>
    </MantineProvider>,
  );
