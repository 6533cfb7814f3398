// Severity as a shape, a number and a colour at once: it must be read without telling colours apart.
import type { IncidentSeverity } from '../../shared/domain/severity';

interface Drawing {
  readonly path: string;
  /** Baseline of the number in the 24 px box. */
  readonly y: number;
  readonly isFilled: boolean;
}

const DRAWINGS: Readonly<Record<IncidentSeverity, Drawing>> = {
  1: { path: 'M12 1.2 21.4 6.6v10.8L12 22.8 2.6 17.4V6.6Z', y: 16.3, isFilled: true },
  2: { path: 'M12 1.6 23 21.6a.6.6 0 0 1-.5.9h-21a.6.6 0 0 1-.5-.9Z', y: 19.6, isFilled: true },
  3: { path: 'M12 .8 23.2 12 12 23.2.8 12Z', y: 16.2, isFilled: true },
  4: { path: 'M12 2.2a9.8 9.8 0 1 1 0 19.6 9.8 9.8 0 0 1 0-19.6Z', y: 16.3, isFilled: false },
  5: { path: 'M3 20.2h18', y: 15.5, isFilled: false },
};

/** Hexagon 1, triangle 2, diamond 3, ring 4, dash 5. `size` in px; `isDecorative` where the words stand beside it. */
export function SeverityShape({
  severity,
  size = 20,
  isDecorative = false,
}: {
  severity: IncidentSeverity;
  size?: number;
  isDecorative?: boolean;
}) {
  const { path, y, isFilled } = DRAWINGS[severity];
  return (
    <svg
      className={`severity severity-${severity}`}
      viewBox="0 0 24 24"
      width={size}
      height={size}
      role="img"
      aria-label={`SEV${severity}`}
      aria-hidden={isDecorative}
    >
      <path d={path} className={isFilled ? 'severity-fill' : 'severity-line'} />
      <text x="12" y={y} className={isFilled ? 'severity-digit-on-fill' : 'severity-digit'} textAnchor="middle">
        {severity}
      </text>
    </svg>
  );
}
