import { expect, it } from 'vitest';
import { withoutPrompts } from '../../../shared/postmortem/prompts';

it('[G5] questions stay in the editor: comments on lines of their own go, everything else stays', () => {
  expect(withoutPrompts('a\n\n<!-- What?\nWhy? -->\n\nb\n\n  <!-- one line -->\nc')).toBe('a\n\nb\n\nc');
  const kept = ['text <!-- in a line -->', '```', '<!-- in code -->', '```', '\\<!-- escaped -->', '    <!-- indented code -->'].join('\n');
  expect(withoutPrompts(kept)).toBe(kept);
  expect(withoutPrompts('~~~ html\n```\n<!-- x -->\n~~~\n<!-- y -->\nz')).toBe('~~~ html\n```\n<!-- x -->\n~~~\nz');
});
