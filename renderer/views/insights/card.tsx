// One picture of the insights with its title, how it is counted, its numbers as a table, and its ways out as PNG and CSV.
import { Menu } from '@mantine/core';
import { Download, Table2 } from 'lucide-react';
import { type ReactNode, useId, useRef, useState } from 'react';
import { csvOf } from '../../../shared/insights/csv';
import { msg } from '../../../shared/words/words';
import styles from './card.module.css';
import { saveCsv, savePng } from './save-chart';

export interface CardTable {
  readonly head: readonly string[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly (string | number | null)[])[];
}

interface CardProps {
  readonly title: string;
  /** How it is counted, in one sentence. */
  readonly about: string;
  /** For files: 'pages-by-hour'. */
  readonly name: string;
  readonly table: CardTable;
  readonly isWide?: boolean;
  /** Choices that belong to this picture alone. */
  readonly choices?: ReactNode;
  readonly children: ReactNode;
}

export function Card({ title, about, name, table, isWide = false, choices, children }: CardProps) {
  const [isTable, setIsTable] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const id = useId();
  return (
    <section className={styles.card} data-wide={isWide || undefined} aria-labelledby={id}>
      <div className={styles.head}>
        <h3 id={id} className={styles.title}>
          {title}
        </h3>
        {choices}
        <span className={styles.space} />
        <button
          type="button"
          className="chip"
          aria-pressed={isTable}
          aria-label={msg`${title} as a table`}
          onClick={() => setIsTable(!isTable)}
        >
          <Table2 size={12} aria-hidden /> {msg`As a table`}
        </button>
        <SaveMenu
          {...{ title, isTable }}
          onPng={() => void (body.current && savePng(name, title, body.current))}
          onCsv={() => void saveCsv(name, csvOf(table.head, table.rows))}
        />
      </div>
      <p className={styles.about}>{about}</p>
      <div ref={body} className={styles.body}>
        {isTable ? <Numbers title={title} table={table} /> : children}
      </div>
    </section>
  );
}

function SaveMenu({ title, isTable, onPng, onCsv }: { title: string; isTable: boolean; onPng(): void; onCsv(): void }) {
  return (
    <Menu position="bottom-end" offset={4} withinPortal>
      <Menu.Target>
        <button type="button" className="chip" aria-label={msg`Save ${title}`} title={msg`Save`}>
          <Download size={12} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={isTable} onClick={onPng}>{msg`Picture (PNG)`}</Menu.Item>
        <Menu.Item onClick={onCsv}>{msg`Numbers (CSV)`}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Numbers({ title, table }: { title: string; table: CardTable }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={styles.numbers} aria-label={msg`${title}, numbers`} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {table.head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name and never move
            <tr key={i}>
              {row.map((cell, j) =>
                j === 0 ? (
                  <th key={table.head[j]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={table.head[j]}>{cell ?? '–'}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
