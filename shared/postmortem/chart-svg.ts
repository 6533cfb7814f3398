// A chart as one SVG text, for exports: self-contained, without scripts, fonts or anything from elsewhere.
import type { Scene, Shape } from './chart-scene';

/** Colours by role; `stage-0` to `stage-4` repeat. Chosen so that letters on them have contrast. */
const INK: Readonly<Record<string, string>> = {
  ...{ text: '#1f2328', mute: '#59636e', grid: '#e3e7eb', mark: '#59636e', firing: '#cf4436', 'on-stage': '#1f2328' },
  ...{ 'stage-0': '#f6a96b', 'stage-1': '#f2cf5b', 'stage-2': '#7cc7a0', 'stage-3': '#8db9ee', 'stage-4': '#c7a6ee' },
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}

function draw(shape: Shape): string {
  const colour = INK[shape.role] ?? '#59636e';
  switch (shape.shape) {
    case 'bar': {
      const { x, y, width, height, title } = shape;
      const box = `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="2" fill="${colour}"`;
      return title === '' ? `${box}/>` : `${box}><title>${escapeXml(title)}</title></rect>`;
    }
    case 'line': {
      const dash = shape.role === 'mark' ? ' stroke-dasharray="3 3"' : '';
      return `<line x1="${round(shape.x1)}" y1="${round(shape.y1)}" x2="${round(shape.x2)}" y2="${round(shape.y2)}" stroke="${colour}"${dash}/>`;
    }
    case 'text':
      return `<text x="${round(shape.x)}" y="${round(shape.y)}" text-anchor="${shape.anchor}" fill="${colour}">${escapeXml(shape.text)}</text>`;
  }
}

/** Lines first, so that bars and letters lie upon them. */
export function sceneSvg({ width, height, shapes, words }: Scene): string {
  const ordered = [...shapes.filter(({ shape }) => shape === 'line'), ...shapes.filter(({ shape }) => shape !== 'line')];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${round(height)}" width="${width}" height="${round(height)}" role="img"`,
    ` aria-label="${escapeXml(words)}" font-family="system-ui, sans-serif" font-size="11">`,
    ...ordered.map(draw),
    '</svg>',
  ].join('');
}
