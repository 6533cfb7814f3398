// The pictures of the tray as SVG text, one per state: the dog when clear, the dog struck out when blind, severity shape with number and count otherwise.

/** Order of the cells in a sheet; `electron/shell/tray-icon.ts` counts the same way. */
export const COUNTS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '9+'];

const EARS =
  'M7.2 3.2C4 2.2 1.2 4.6 1 9.4C.9 13 2 15.4 3.7 15.2C5.6 15 5.4 11.2 6.2 8.4Z M14.8 3.2C18 2.2 20.8 4.6 21 9.4C21.1 13 20 15.4 18.3 15.2C16.4 15 16.6 11.2 15.8 8.4Z';
const FACE =
  'M7.6 3.6Q11 2.2 14.4 3.6C16.4 6.6 16.6 11.4 15 15.2C14.2 18.6 12.8 20.2 11 20.2C9.2 20.2 7.8 18.6 7 15.2C5.4 11.4 5.6 6.6 7.6 3.6Z';

const SMALL = {
  1: ['.#', '##', '.#', '.#', '.#'],
  2: ['##.', '..#', '.#.', '#..', '###'],
  3: ['##.', '..#', '.#.', '..#', '##.'],
  4: ['#.#', '#.#', '###', '..#', '..#'],
  5: ['###', '#..', '##.', '..#', '##.'],
  6: ['.##', '#..', '###', '#.#', '###'],
  7: ['###', '..#', '.#.', '.#.', '.#.'],
  8: ['###', '#.#', '###', '#.#', '###'],
  9: ['###', '#.#', '###', '..#', '##.'],
  '+': ['...', '.#.', '###', '.#.', '...'],
};
const LARGE = {
  1: ['.##', '###', '.##', '.##', '.##', '.##', '.##'],
  2: ['.###.', '##.##', '...##', '..##.', '.##..', '##...', '#####'],
  3: ['####.', '...##', '...##', '.###.', '...##', '...##', '####.'],
  4: ['...##', '..###', '.#.##', '##.##', '#####', '...##', '...##'],
  5: ['#####', '##...', '####.', '...##', '...##', '##.##', '.###.'],
  6: ['.###.', '##...', '##...', '####.', '##.##', '##.##', '.###.'],
  7: ['#####', '...##', '...##', '..##.', '..##.', '.##..', '.##..'],
  8: ['.###.', '##.##', '##.##', '.###.', '##.##', '##.##', '.###.'],
  9: ['.###.', '##.##', '##.##', '.####', '...##', '...##', '.###.'],
};

export const THEMES = {
  dark: {
    ink: '#e8eef5',
    blind: '#f2d04b',
    badge: '#f4f7fa',
    digit: '#0e1116',
    on: '#0b0d10',
    severity: ['#ff5d5d', '#ff9f43', '#f2d04b', '#5aa9e6', '#a3aebb'],
  },
  light: {
    ink: '#1a2230',
    blind: '#8a6d00',
    badge: '#1a2230',
    digit: '#ffffff',
    on: '#ffffff',
    severity: ['#c81e1e', '#b85c00', '#8a6d00', '#0b6bcb', '#596577'],
  },
};

/** Glyphs as whole-pixel squares, so that they stay sharp at 16 pixels. */
function glyphs(text, font, x, y, fill) {
  let left = x;
  let squares = '';
  for (const char of text) {
    const rows = font[char];
    rows.forEach((row, dy) => {
      [...row].forEach((dot, dx) => {
        if (dot === '#') squares += `M${left + dx} ${y + dy}h1v1h-1z`;
      });
    });
    left += rows[0].length + 1;
  }
  return `<path d="${squares}" fill="${fill}" shape-rendering="crispEdges"/>`;
}
const widthOf = (text, font) => [...text].reduce((sum, char) => sum + font[char][0].length + 1, -1);

/** Hexagon, triangle, diamond, ring, dash in a box of `s` pixels. */
function severityShape(severity, s, color) {
  const half = s / 2;
  if (severity === 1) return `<path d="M${half} 0L${s} ${s * 0.25}V${s * 0.75}L${half} ${s}L0 ${s * 0.75}V${s * 0.25}Z" fill="${color}"/>`;
  if (severity === 2) return `<path d="M${half} 0L${s} ${s}H0Z" fill="${color}" stroke="${color}" stroke-linejoin="round"/>`;
  if (severity === 3) return `<path d="M${half} 0L${s} ${half}L${half} ${s}L0 ${half}Z" fill="${color}"/>`;
  if (severity === 4) return `<circle cx="${half}" cy="${half}" r="${half - 1}" fill="none" stroke="${color}" stroke-width="2"/>`;
  return `<path d="M0 ${s - 3}H${s}V${s}H0Z" fill="${color}"/>`;
}

/** Design for 16 pixels and, from 22 on, a roomier one. */
const LAYOUTS = {
  16: { box: 13, font: SMALL, fontHeight: 5, badgeFont: SMALL, badgeHeight: 5, pad: 1 },
  22: { box: 17, font: LARGE, fontHeight: 7, badgeFont: LARGE, badgeHeight: 7, pad: 2 },
};

function problem(grid, theme, severity, count) {
  const { box, font, fontHeight, badgeFont, badgeHeight, pad } = LAYOUTS[grid];
  const color = theme.severity[severity - 1];
  const label = String(severity);
  const countFont = count.length > 1 ? SMALL : badgeFont;
  const countHeight = count.length > 1 ? 5 : badgeHeight;
  const width = widthOf(count, countFont) + 2 * pad;
  const height = countHeight + 2 * pad;
  const badge = { x: grid - width, y: grid - height };
  const lift = { 1: 0, 2: 2, 3: 0, 4: 0, 5: -2 }[severity];
  const digitX = Math.round((box - widthOf(label, font)) / 2);
  const digitY = Math.round((box - fontHeight) / 2) + lift;
  const isHollow = severity >= 4;
  return `<mask id="m"><rect width="${grid}" height="${grid}" fill="#fff"/><rect x="${badge.x - 1}" y="${badge.y - 1}" width="${width + 1}" height="${height + 1}" rx="2" fill="#000"/></mask>
    <g mask="url(#m)">${severityShape(severity, box, color)}${glyphs(label, font, digitX, digitY, isHollow ? color : theme.on)}</g>
    <rect x="${badge.x}" y="${badge.y}" width="${width}" height="${height}" rx="${pad}" fill="${theme.badge}"/>
    ${glyphs(count, countFont, badge.x + pad, badge.y + pad, theme.digit)}`;
}

/** Ears, face and the gap between them; `cut` is what is taken out of the face. */
function head(grid, color, cut, over) {
  return `<g transform="scale(${grid / 22})"><mask id="f"><rect width="22" height="22" fill="#fff"/>${cut}</mask>
    <mask id="e"><rect width="22" height="22" fill="#fff"/><path d="${FACE}" stroke="#000" stroke-width="1.8"/>${cut}</mask>
    <path mask="url(#e)" d="${EARS}" fill="${color}"/><path mask="url(#f)" d="${FACE}" fill="${color}"/>${over}</g>`;
}

function clear(grid, theme) {
  const eyes = '<ellipse cx="9" cy="10.4" rx="1" ry="1.5"/><ellipse cx="13" cy="10.4" rx="1" ry="1.5"/>';
  return head(grid, theme.ink, eyes, '');
}

function blind(grid, theme) {
  const gap = '<path d="M-1 23L23 -1" stroke="#000" stroke-width="6.4"/>';
  return head(grid, theme.blind, gap, `<path d="M2 20L20 2" stroke="${theme.blind}" stroke-width="2.8" stroke-linecap="round"/>`);
}

/** All cells of a sheet for one theme, drawn on a grid of 16 or 22 units. */
export function trayCells(grid, themeName) {
  const theme = THEMES[themeName];
  const cells = [clear(grid, theme), blind(grid, theme)];
  for (const severity of [1, 2, 3, 4, 5]) for (const count of COUNTS) cells.push(problem(grid, theme, severity, count));
  return cells.map((body) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${grid} ${grid}">${body}</svg>`);
}
