// The editor over the document that the engine keeps: pictures, comments, versions, lint and the parts of the incident are joined here.
import { useNetwork } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { IncidentRow } from '../../../shared/domain/incident';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { openLink } from '../../store/commands';
import { useDesk } from '../../store/desk';
import { PostmortemPresence } from '../../store/postmortem-presence';
import type { PostmortemDoc, PostmortemDocState } from '../../store/postmortem-types';
import { tellError } from '../../ui/toasts';
import { ChartFence } from '../chart-fence/chart-fence';
import { PostmortemEditor } from '../postmortem/postmortem-editor';
import type { ImageSeams, InsertKind, PostmortemEditorProps } from '../postmortem/seams';
import { statusWords } from '../postmortems/postmortem-rows';
import { insertsOf } from './inserts';
import { LintBeside } from './lint-beside';
import { LintDesk, lintContextOf } from './lint-desk';
import { showIncidentOf } from './show-incident';
import { useComments } from './use-comments';
import { useVersions } from './use-versions';

interface Props {
  readonly row: IncidentRow;
  readonly doc: PostmortemDoc;
  readonly state: PostmortemDocState;
}

export function PostmortemHost({ row, doc, state }: Props) {
  const latest = useRef(row);
  latest.current = row;
  const settings = useDesk((s) => s.settings?.postmortem);
  const { online } = useNetwork();
  const commenting = useComments(row.id);
  const versioning = useVersions(row.id);
  const [lint] = useState(() => new LintDesk(row.id, lintContextOf(row, useDesk.getState().settings, new Date())));
  const images = useMemo(() => imagesOf(doc), [doc]);
  const presence = useMemo(() => new PostmortemPresence(row.id), [row.id]);
  const beside = useMemo(() => <LintBeside lint={lint} />, [lint]);
  const inserts = useCallback((kind: InsertKind) => insertsOf(kind, latest.current), []);
  const save = useSave(state);
  const { text } = doc;
  if (!text.doc || !settings) return null;
  return (
    <PostmortemEditor
      doc={text.doc}
      text={text}
      title={msg`of INC-${row.number}`}
      stage={state.postmortem ? statusWords(state.postmortem.status) : ''}
      save={save}
      isOffline={!online}
      canEdit={!state.isReadOnly}
      hasVimKeys={settings.vimKeys}
      hasSpellCheck={settings.isSpellChecked}
      knownWords={settings.knownWords}
      onKnowWord={(word) => void knowWord(word)}
      insertsOf={inserts}
      images={images}
      commenting={commenting}
      versioning={versioning}
      onLink={followLink}
      onIncident={followIncident}
      drawFence={drawFence}
      extensions={lint.extension}
      beside={beside}
      presence={presence}
    />
  );
}

const followLink = (url: string): void => void openLink(url);
const followIncident = (number: number, event: string | null = null): void => void showIncidentOf(number, event);
const drawFence = (kind: string, text: string) => (kind === 'chart' ? <ChartFence text={text} /> : null);

function imagesOf(doc: PostmortemDoc): ImageSeams {
  return {
    store: async (blob) => {
      const name = blob instanceof File && blob.name !== '' ? blob.name : 'picture';
      const kept = await doc.attach(blob, name, '');
      if (!kept.ok) return { ok: false, what: `${kept.error.what} ${kept.error.remedy}`.trim() };
      const reference = /\((attachment:[0-9a-f]{64})\)$/.exec(kept.markdown)?.[1];
      return reference === undefined ? { ok: false, what: msg`“${name}” is no picture by its bytes.` } : { ok: true, reference };
    },
    read: async (reference) => (await doc.pictureUrl(reference)).url,
  };
}

function useSave({ save }: PostmortemDocState): PostmortemEditorProps['save'] {
  const isDown = useDesk((s) => s.connection !== 'live');
  const [savedAt, setSavedAt] = useState<number | null>(null);
  useEffect(() => {
    if (save.state === 'saved') setSavedAt(Date.now());
  }, [save]);
  const state = save.state === 'not-saved' ? (isDown ? 'offline' : 'failed') : save.state;
  const what = save.words.replace(/^Not saved: /, '').replace(/[. ]+$/, '');
  return useMemo(() => ({ state, savedAt, what }), [state, savedAt, what]);
}

async function knowWord(word: string): Promise<void> {
  const { settings } = useDesk.getState();
  if (!settings) return;
  const knownWords = [...new Set([...settings.postmortem.knownWords, word])];
  const reply = await callEngine('save-settings', { settings: { ...settings, postmortem: { ...settings.postmortem, knownWords } } });
  if (reply.ok) useDesk.setState({ settings: reply.value.settings });
  else tellError(reply.error);
}
