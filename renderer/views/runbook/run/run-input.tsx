// What a person types into a run in a terminal: a line at a time, as it is with a shell, and the two keys that programs wait for.
import { Button, Checkbox, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { msg } from '../../../../shared/words/words';
import styles from './run.module.css';
import { typeInto } from './run-acts';
import { asksForSecret } from './run-words';

const INTERRUPT = '\u0003';
const END_OF_INPUT = '\u0004';

interface Props {
  readonly run: string;
  readonly title: string;
  /** The line that is not yet over: what the program asks. */
  readonly asked: string;
}

export function RunInput({ run, title, asked }: Props) {
  const [text, setText] = useState('');
  const [choice, setChoice] = useState<{ readonly asked: string; readonly isHidden: boolean } | null>(null);
  const isHidden = choice?.asked === asked ? choice.isHidden : asksForSecret(asked);
  const send = (typed: string): void => void typeInto({ run, text: typed, isSecret: isHidden && typed.length > 1 });
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const { selectionStart, selectionEnd } = event.currentTarget;
    const isControl = event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      send(`${text}\r`);
      setText('');
    } else if (isControl && event.key === 'c' && selectionStart === selectionEnd) send(INTERRUPT);
    else if (isControl && event.key === 'd') send(END_OF_INPUT);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.input}>
      <TextInput
        size="xs"
        className={styles.typed}
        type={isHidden ? 'password' : 'text'}
        aria-label={msg`Type into ${title}`}
        placeholder={msg`Type a line, Enter sends it`}
        value={text}
        maxLength={3_900}
        autoComplete="off"
        spellCheck={false}
        onChange={(e) => setText(e.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Checkbox size="xs" label={msg`Hide`} checked={isHidden} onChange={(e) => setChoice({ asked, isHidden: e.currentTarget.checked })} />
      <Button size="compact-xs" variant="default" onClick={() => send(INTERRUPT)}>{msg`Ctrl C`}</Button>
      <Button size="compact-xs" variant="default" onClick={() => send(END_OF_INPUT)}>{msg`Ctrl D`}</Button>
    </div>
  );
}
