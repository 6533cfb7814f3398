// A chart as a file: the picture as PNG in the colours of the window, the numbers as CSV. The person says where.
import { msg } from '../../../shared/words/words';
import { callShell } from '../../bridge';
import { tellDone, tellError } from '../../ui/toasts';

const SCALE = 2;
const PADDING = 20;
const HEAD = 34;
const LINE = 20;
const LEAST_WIDTH = 420;
/** What decides how a piece of SVG looks; style sheets don't reach a picture of its own. */
const LOOKS = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'font-weight',
  'opacity',
];

export async function saveCsv(name: string, csv: string): Promise<void> {
  const saved = await callShell('save-text-file', { suggestedName: `${name}.csv`, text: csv });
  if (!saved.ok) tellError(saved.error);
  else if (saved.value.path !== null) tellDone(msg`Saved as ${saved.value.path}`);
}

/** All charts inside `card`, one under the other, with a title; what has `data-words` is written between them. */
export async function savePng(name: string, title: string, card: HTMLElement): Promise<void> {
  const base64 = await pngOf(title, [...card.querySelectorAll<SVGSVGElement | HTMLElement>('svg[data-chart], [data-words]')]);
  const saved = await callShell('save-picture', { suggestedName: `${name}.png`, base64 });
  if (!saved.ok) tellError(saved.error);
  else if (saved.value.path !== null) tellDone(msg`Saved as ${saved.value.path}`);
}

type Piece = SVGSVGElement | HTMLElement;

const isChart = (piece: Piece): piece is SVGSVGElement => piece instanceof SVGSVGElement;
const heightOf = (piece: Piece): number => (isChart(piece) ? piece.height.baseVal.value + PADDING : LINE);

async function pngOf(title: string, pieces: readonly Piece[]): Promise<string> {
  const root = getComputedStyle(document.body);
  const colour = (token: string): string => root.getPropertyValue(token).trim();
  const width = Math.max(LEAST_WIDTH, ...pieces.filter(isChart).map((svg) => svg.width.baseVal.value)) + 2 * PADDING;
  const height = pieces.reduce((sum, piece) => sum + heightOf(piece), PADDING) + HEAD;
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = canvas.getContext('2d');
  if (!context) throw new Error(msg`this window can’t draw pictures`);
  context.scale(SCALE, SCALE);
  context.fillStyle = colour('--panel');
  context.fillRect(0, 0, width, height);
  context.fillStyle = colour('--text');
  context.font = `600 14px ${root.fontFamily}`;
  context.fillText(title, PADDING, PADDING + 12);
  context.font = `12px ${root.fontFamily}`;
  let y = PADDING + HEAD;
  for (const piece of pieces) {
    if (isChart(piece)) context.drawImage(await imageOf(piece), PADDING, y, piece.width.baseVal.value, piece.height.baseVal.value);
    else context.fillText(piece.dataset.words ?? '', PADDING, y + 12);
    y += heightOf(piece);
  }
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}

async function imageOf(svg: SVGSVGElement): Promise<HTMLImageElement> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [
    [svg, ...svg.querySelectorAll('*')],
    [copy, ...copy.querySelectorAll('*')],
  ];
  from.forEach((piece, i) => {
    const look = getComputedStyle(piece);
    for (const name of LOOKS) to[i]?.setAttribute(name, look.getPropertyValue(name));
    to[i]?.removeAttribute('class');
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}
