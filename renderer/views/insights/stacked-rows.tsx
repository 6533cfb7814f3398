// Rows of stacked bars: each piece a share of its row, or of the longest row, with its number in words beside it.
import { Chart, type Hit } from './chart';
import { useWidth } from './use-width';

export interface Piece {
  readonly key: string;
  readonly n: number;
  readonly colour: string;
  /** For hatching where colours alone would be alike. */
  readonly opacity?: number;
  /** 'Done late: 3' */
  readonly label: string;
  open(): void;
}

export interface StackedRow {
  readonly key: string;
  readonly name: string;
  readonly words: string;
  readonly pieces: readonly Piece[];
}

interface Props {
  readonly label: string;
  readonly rows: readonly StackedRow[];
  /** Px for the names and for the words behind the bars. */
  readonly nameWidth: number;
  readonly wordsWidth: number;
}

const ROW = 26;
const BAR = 14;

export function StackedRows({ label, rows, nameWidth, wordsWidth }: Props) {
  const [ref, width] = useWidth();
  const most = Math.max(1, ...rows.map(({ pieces }) => pieces.reduce((sum, { n }) => sum + n, 0)));
  const room = width - nameWidth - wordsWidth - 12;
  const laid = rows.map((row, i) => ({ row, y: i * ROW, pieces: laidOut(row.pieces, nameWidth, room / most) }));
  const hits = laid.flatMap(({ row, y, pieces }) =>
    pieces.map(
      ({ piece, x, width: w }): Hit => ({
        key: `${row.key}/${piece.key}`,
        x,
        y: y + 3,
        width: Math.max(8, w),
        height: ROW - 6,
        label: `${row.name}, ${piece.label}`,
        open: piece.open,
      }),
    ),
  );
  const longest = Math.floor(nameWidth / 6.4);
  return (
    <div ref={ref}>
      <Chart width={width} height={rows.length * ROW} label={label} hits={hits}>
        {laid.map(({ row, y, pieces }) => (
          <g key={row.key}>
            <text x={0} y={y + 17} fill="var(--text)">
              {row.name.length > longest ? `${row.name.slice(0, longest - 1)}…` : row.name}
            </text>
            {pieces.map(({ piece, x, width: w }) => (
              <rect
                key={piece.key}
                x={x}
                y={y + (ROW - BAR) / 2}
                width={Math.max(1, w - 1)}
                height={BAR}
                rx={1}
                fill={piece.colour}
                fillOpacity={piece.opacity ?? 1}
              />
            ))}
            <text x={width - wordsWidth} y={y + 17} fill="var(--mute)">
              {row.words}
            </text>
          </g>
        ))}
      </Chart>
    </div>
  );
}

function laidOut(pieces: readonly Piece[], from: number, scale: number): { piece: Piece; x: number; width: number }[] {
  let x = from;
  return pieces.flatMap((piece) => {
    const laid = { piece, x, width: piece.n * scale };
    x += laid.width;
    return piece.n === 0 ? [] : [laid];
  });
}
