// What lies over the text while somebody looks at a version: the version by itself, or beside the text of now.
import type { PreviewSeams } from '../preview/preview-block';
import type { OldVersion, OldVersions } from '../use-old-versions';
import { DiffPane } from './diff-pane';
import { VersionView } from './version-view';

interface Props {
  readonly open: OldVersion;
  readonly versions: OldVersions;
  readonly canEdit: boolean;
  readonly seams: PreviewSeams;
  onRestore(id: string): void;
  /** It was closed. */
  onBack(): void;
}

export function OldVersionPane({ open, versions, canEdit, seams, onRestore, onBack }: Props) {
  const close = (): void => {
    versions.close();
    onBack();
  };
  if (open.as === 'comparison') return <DiffPane before={open.before} after={open.after} onClose={close} />;
  const { version, text } = open;
  const restore = (): void => {
    close();
    onRestore(version.id);
  };
  return (
    <VersionView
      key={version.id}
      version={version}
      text={text}
      canEdit={canEdit}
      seams={seams}
      onCompare={() => versions.compare(version)}
      onRestore={restore}
      onClose={close}
    />
  );
}
