// Says at the top of a form that a file rules over it, before somebody types in vain.
import { msg } from '../../shared/words/words';

/** Nothing when the person decides (`file` null). */
export function DictatedNote({ file }: { readonly file: string | null }) {
  if (file === null) return null;
  return (
    <p className="dictated-note">
      <b>{msg`These settings come from a file.`}</b> {msg`Change`} <code title={file}>{file.split(/[\\/]/).at(-1)}</code>{' '}
      {msg`and start Dogwatch again; here they can be looked at and tried.`}
    </p>
  );
}
