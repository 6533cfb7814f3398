import { describe, expect, it } from 'vitest';
import { type AlertPagesState, createAlertPages } from '../../../renderer/views/incident/alert-pages';
import type { Alert } from '../../../shared/domain/alert';
import { alert } from './rows';

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

function start(all: Alert[]) {
  const asked: string[] = [];
  let state: AlertPagesState | undefined;
  let isFailing = false;
  const pages = createAlertPages(
    async (text, offset, limit) => {
      asked.push(`${text}@${offset}+${limit}`);
      if (isFailing) return { ok: false, error: { kind: 'failed', what: 'no answer', remedy: 'wait' } };
      const found = all.filter((a) => a.name.includes(text));
      return { ok: true, value: { alerts: found.slice(offset, offset + limit), total: found.length } };
    },
    (s) => {
      state = s;
    },
  );
  return {
    pages,
    asked,
    get: () => state as AlertPagesState,
    fail: (is: boolean): void => {
      isFailing = is;
    },
  };
}

const many = Array.from({ length: 1000 }, (_, i) => alert({ alertname: i % 2 === 0 ? `even ${i}` : `odd ${i}` }));

describe('createAlertPages', () => {
  it('fetches only the pages in sight', async () => {
    const { pages, asked, get } = start(many);
    pages.show('');
    await settle();
    pages.want(390, 410);
    await settle();
    expect(asked).toEqual(['@0+200', '@200+200', '@400+200']);
    expect(get().at(400)?.name).toBe('even 400');
    expect(get().at(700)).toBeUndefined();
    pages.want(395, 399);
    await settle();
    expect(asked).toHaveLength(3);
  });

  it('keeps what is shown until the filtered list answers', async () => {
    const { pages, get } = start(many);
    pages.show('');
    await settle();
    pages.show('odd');
    expect(get()).toMatchObject({ text: '', total: 1000 });
    await settle();
    expect(get()).toMatchObject({ text: 'odd', total: 500 });
    expect(get().at(0)?.name).toBe('odd 1');
  });

  it('a failure keeps the rows, and showing again mends it', async () => {
    const { pages, get, fail } = start(many);
    pages.show('');
    await settle();
    fail(true);
    pages.show('');
    await settle();
    expect(get().error?.what).toBe('no answer');
    expect(get().at(0)?.name).toBe('even 0');
    fail(false);
    pages.show('');
    await settle();
    expect(get().error).toBeNull();
  });

  it('gives all that fit', async () => {
    const { pages } = start(many);
    const reply = await pages.all('even');
    expect(reply.ok && reply.value.length).toBe(500);
  });
});
