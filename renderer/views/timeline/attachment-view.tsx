// A file that belongs to an entry: a picture in place, everything else by its name, size and hash. The engine has checked the hash.
import { Download, Paperclip } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { AttachmentInfo } from '../../../shared/contract/evidence';
import { PICTURE_TYPES } from '../../../shared/domain/file-type';
import { revealLine } from '../../../shared/domain/reveal-text';
import { msg } from '../../../shared/words/words';
import { callEngine, callShell } from '../../bridge';
import { rich } from '../../ui/rich';
import { tellError } from '../../ui/toasts';
import { bytesWords } from './bytes-words';
import lineStyles from './timeline.module.css';

interface Props {
  readonly incident: string;
  readonly file: AttachmentInfo;
}

const KEPT = 12;
/** What is still with the team is asked for again. */
const AGAIN_MS = 5_000;
/** Pictures lately seen, so that scrolling back does not ask again. */
const seen = new Map<string, string>();

function keep(sha256: string, url: string): void {
  seen.set(sha256, url);
  const [oldest] = seen.keys();
  if (seen.size > KEPT && oldest !== undefined) seen.delete(oldest);
}

function usePicture(incident: string, { sha256, mime }: AttachmentInfo): { readonly url: string | null; readonly why: string } {
  const [url, setUrl] = useState(seen.get(sha256) ?? null);
  const [why, setWhy] = useState('');
  const isPicture = PICTURE_TYPES.has(mime);
  useEffect(() => {
    if (url !== null || !isPicture) return;
    let isOver = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const reply = await callEngine('get-attachment', { id: incident, sha256 });
      if (isOver) return;
      setWhy(reply.ok ? '' : `${reply.error.what} ${reply.error.remedy}`);
      if (!reply.ok) {
        again = setTimeout(() => void ask(), AGAIN_MS);
        return;
      }
      const loaded = `data:${reply.value.mime};base64,${reply.value.base64}`;
      keep(sha256, loaded);
      setUrl(loaded);
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(again);
    };
  }, [incident, sha256, url, isPicture]);
  return { url, why };
}

function SaveButton({ incident, file }: Props) {
  const [saved, setSaved] = useState('');
  const save = async (): Promise<void> => {
    const reply = await callShell('save-attachment', { incident, sha256: file.sha256, suggestedName: file.name });
    if (!reply.ok) tellError(reply.error);
    else if (reply.value.path !== null) setSaved(reply.value.path);
  };
  return (
    <>
      <button
        type="button"
        className={lineStyles.save}
        aria-label={msg`Save ${revealLine(file.name)}…`}
        title={msg`Save to disk…`}
        onClick={() => void save()}
      >
        <Download size={13} aria-hidden="true" />
      </button>
      {saved !== '' && <span role="status"> {rich`saved as ${revealLine(saved)}`}</span>}
    </>
  );
}

export function AttachmentView({ incident, file }: Props) {
  const { url, why } = usePicture(incident, file);
  const name = revealLine(file.name);
  return (
    <figure className={lineStyles.attachment}>
      {url && <img src={url} alt={name} className={lineStyles.picture} />}
      <figcaption>
        <Paperclip size={12} aria-hidden="true" /> {name} · {bytesWords(file.bytes)} ·{' '}
        <span title={`SHA-256 ${file.sha256}`}>{file.sha256.slice(0, 12)}</span>
        <SaveButton incident={incident} file={file} />
        {why && <span role="alert"> {why}</span>}
      </figcaption>
    </figure>
  );
}
