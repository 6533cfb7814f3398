// The versions of a document for the editor: listed, fetched to be compared, brought back.
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { PostmortemVersion } from '../../../shared/domain/postmortem';
import { msg } from '../../../shared/words/words';
import { callEngine } from '../../bridge';
import { usePostmortemVersion } from '../../store/postmortem-news';
import { tellDone, tellError } from '../../ui/toasts';
import type { Version, VersionSeams } from '../postmortem/seams';

const KEPT: Readonly<Record<PostmortemVersion['kept'], string>> = {
  'by-hand': msg`kept by hand`,
  'after-writing': msg`kept after writing`,
  'before-move': msg`kept before it moved on`,
  'before-restore': msg`kept before a restore`,
  'before-taking-in': msg`kept before edits were taken in`,
};

export function useVersions(incident: string): VersionSeams {
  const news = usePostmortemVersion(incident);
  const [versions, setVersions] = useState<readonly Version[]>([]);
  const load = useCallback(async () => {
    const reply = await callEngine('list-postmortem-versions', { incident });
    if (reply.ok) setVersions(reply.value.versions.map(shown));
    else tellError(reply.error);
  }, [incident]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: news of a version is the reason to ask, not an input
  useEffect(() => void load(), [load, news]);
  return useMemo(
    () => ({
      versions,
      textOf: async (version) => {
        const reply = await callEngine('read-postmortem-version', { incident, version });
        return reply.ok ? reply.value.text : null;
      },
      onRestore: (version) => void restore(incident, version),
    }),
    [versions, incident],
  );
}

async function restore(incident: string, version: string): Promise<void> {
  const reply = await callEngine('restore-postmortem-version', { incident, version });
  if (!reply.ok) return tellError(reply.error);
  tellDone(reply.value.isChanged ? msg`Restored; what stood there is a version now` : msg`The text is that of this version already`);
}

function shown({ version, at, by, name, kept }: PostmortemVersion): Version {
  return { id: version, at, by, note: name === '' ? KEPT[kept] : `${name} · ${KEPT[kept]}` };
}
