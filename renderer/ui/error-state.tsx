// What went wrong, why, and what to do: never "an error occurred".
import { Button } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import type { CallError } from '../../shared/contract';
import { msg } from '../../shared/words/words';

export function ErrorState({ error, onRetry }: { error: Pick<CallError, 'what' | 'remedy'>; onRetry?: () => void }) {
  return (
    <div className="state state-error" role="alert">
      <div className="state-icon">
        <TriangleAlert size={22} aria-hidden />
      </div>
      <p className="state-title">{error.what}</p>
      <div className="state-text">{error.remedy}</div>
      {onRetry && (
        <div className="state-action">
          <Button variant="default" size="xs" onClick={onRetry}>{msg`Try again`}</Button>
        </div>
      )}
    </div>
  );
}
