// Grey rows in the place of rows to come. They appear after 150 ms only (CSS), so that a quick answer does not flicker.
import { msg } from '../../shared/words/words';

export function SkeletonRows({ count = 8, label = msg`Loading` }: { count?: number; label?: string }) {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: count }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows without identity
        <div className="skeleton-row" key={i}>
          <i className="skeleton-dot" />
          <i className="skeleton-bar" style={{ width: `${32 + ((i * 37) % 40)}%` }} />
        </div>
      ))}
    </div>
  );
}
