// A chart as a file: the picture as PNG in the colours of the window, the numbers as CSV. The person says where.
import { callShell } from '../../bridge';
import { tellDone, tellError } from '../../ui/toasts';

const SCALE = 2;
const PADDING = 20;
const HEAD = 34;
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
  else if (saved.value.path !== null) tellDone(`Saved as ${saved.value.path}`);
}

/** All charts inside `card`, one under the other, with a title. */
export async function savePng(name: string, title: string, card: HTMLElement): Promise<void> {
  const base64 = await pngOf(title, [...card.querySelectorAll<SVGSVGElement>('svg[data-chart]')]);
  const saved = await callShell('save-picture', { suggestedName: `${name}.png`, base64 });
  if (!saved.ok) tellError(saved.error);
  else if (saved.value.path !== null) tellDone(`Saved as ${saved.value.path}`);
}

async function pngOf(title: string, charts: readonly SVGSVGElement[]): Promise<string> {
  const root = getComputedStyle(document.body);
  const colour = (token: string): string => root.getPropertyValue(token).trim();
  const width = Math.max(...charts.map((svg) => svg.width.baseVal.value)) + 2 * PADDING;
  const height = charts.reduce((sum, svg) => sum + svg.height.baseVal.value + PADDING, PADDING) + HEAD;
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this window can’t draw pictures');
  context.scale(SCALE, SCALE);
  context.fillStyle = colour('--panel');
  context.fillRect(0, 0, width, height);
  context.fillStyle = colour('--text');
  context.font = `600 14px ${root.fontFamily}`;
  context.fillText(title, PADDING, PADDING + 12);
  let y = PADDING + HEAD;
  for (const svg of charts) {
    context.drawImage(await imageOf(svg), PADDING, y, svg.width.baseVal.value, svg.height.baseVal.value);
    y += svg.height.baseVal.value + PADDING;
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
