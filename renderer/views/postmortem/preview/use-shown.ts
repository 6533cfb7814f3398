// What the document shows, for those that may be a moment behind: drawn in slices that give way to the next key.
import { startTransition, useEffect, useState } from 'react';
import type { DocumentModel, Shown } from './document-model';

export function useShown(model: DocumentModel): Shown {
  const [shown, setShown] = useState(model.get);
  useEffect(() => {
    const take = (): void => startTransition(() => setShown(model.get()));
    take();
    return model.subscribe(take);
  }, [model]);
  return shown;
}
