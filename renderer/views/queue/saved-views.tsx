// Views that the person saved: filter, grouping and order under a name of their own.
import { Button, Popover, TextInput } from '@mantine/core';
import { Bookmark, ChevronDown, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { msg } from '../../../shared/words/words';
import { savePreferences, usePreferences } from '../../store/preferences';
import { useUi } from '../../store/ui';
import { tellDone, tellError } from '../../ui/toasts';
import { decodeView, encodeView } from './view-query';

interface SavedView {
  readonly name: string;
  readonly query: string;
}

const NONE: readonly SavedView[] = [];

async function keep(views: readonly SavedView[], words: string, undo?: () => void): Promise<void> {
  const error = await savePreferences({ views: [...views] });
  if (error) tellError(error);
  else tellDone(words, undo);
}

function show(view: SavedView): void {
  useUi.setState(decodeView(view.query));
}

export function SavedViews() {
  const views = usePreferences((state) => state.value?.views ?? NONE);
  const [isOpen, setOpen] = useState(false);
  const remove = (view: SavedView): void => {
    void keep(
      views.filter((other) => other !== view),
      msg`View “${view.name}” removed`,
      () => void keep(views, msg`View “${view.name}” is back`),
    );
  };
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      offset={4}
      trapFocus
      transitionProps={{ duration: 80, exitDuration: 0 }}
    >
      <Popover.Target>
        <button type="button" className="chip chip-menu" onClick={() => setOpen(!isOpen)}>
          <Bookmark size={12} aria-hidden />
          {msg`Views`}
          <ChevronDown size={12} aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className="views" aria-label={msg`Saved views`}>
        {views.length === 0 && (
          <p className="views-none">{msg`No saved views yet. Set filter, grouping and order, then save them under a name.`}</p>
        )}
        {views.map((view) => (
          <div className="views-line" key={view.name}>
            <button
              type="button"
              className="views-show"
              onClick={() => {
                show(view);
                setOpen(false);
              }}
            >
              {view.name}
            </button>
            <button type="button" className="views-remove" aria-label={msg`Remove view ${view.name}`} onClick={() => remove(view)}>
              <Trash2 size={13} aria-hidden />
            </button>
          </div>
        ))}
        <SaveForm views={views} onSaved={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function SaveForm({ views, onSaved }: { views: readonly SavedView[]; onSaved(): void }) {
  const [name, setName] = useState('');
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const trimmed = name.trim();
    if (trimmed === '') return;
    void keep(
      [...views.filter((view) => view.name !== trimmed), { name: trimmed, query: encodeView(useUi.getState()) }],
      msg`View “${trimmed}” saved`,
    );
    onSaved();
  };
  return (
    <form className="views-save" onSubmit={save}>
      <TextInput
        aria-label={msg`Name of the view`}
        placeholder={msg`Save this view as`}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" disabled={name.trim() === ''}>{msg`Save`}</Button>
    </form>
  );
}
