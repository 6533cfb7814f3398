// The buttons that change what of the editor is shown.
import { Tooltip } from '@mantine/core';
import { Focus, ListTree, MessagesSquare } from 'lucide-react';
import { msg } from '../../../shared/words/words';
import type { Layout, Showing } from './layout';
import styles from './postmortem.module.css';

const SHOWING: readonly { readonly value: Showing; readonly label: string }[] = [
  { value: 'text', label: msg`Text` },
  { value: 'both', label: msg`Both` },
  { value: 'preview', label: msg`Preview` },
];

export function LayoutButtons({ layout }: { readonly layout: Layout }) {
  const { showing, isFocused, hasOutline, hasSide, set } = layout;
  const shown = isFocused ? 'text' : showing;
  const toggles = [
    {
      label: msg`Outline`,
      key: 'Ctrl+Alt+O',
      icon: ListTree,
      isOn: hasOutline && !isFocused,
      act: () => set({ hasOutline: !hasOutline, isFocused: false }),
    },
    {
      label: msg`Comments`,
      key: 'Ctrl+Alt+C',
      icon: MessagesSquare,
      isOn: hasSide && !isFocused,
      act: () => set({ hasSide: !hasSide, isFocused: false }),
    },
    { label: msg`Focus mode`, key: 'Ctrl+Alt+F', icon: Focus, isOn: isFocused, act: () => set({ isFocused: !isFocused }) },
  ];
  return (
    <>
      <div role="group" aria-label={msg`Show`} className={styles.showing}>
        {SHOWING.map(({ value, label }) => (
          <button
            key={value}
            type="button"
            className={styles.show}
            aria-pressed={value === shown}
            onClick={() => set({ showing: value, isFocused: false })}
          >
            {label}
          </button>
        ))}
      </div>
      {toggles.map(({ label, key, icon: Icon, isOn, act }) => (
        <Tooltip key={label} label={`${label} (${key})`}>
          <button type="button" className={styles.tool} aria-label={label} aria-pressed={isOn} onClick={act}>
            <Icon size={15} aria-hidden />
          </button>
        </Tooltip>
      ))}
    </>
  );
}
