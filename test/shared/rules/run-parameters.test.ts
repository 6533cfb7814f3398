import { expect, it } from 'vitest';
import { patternDangers, valueDangers } from '../../../shared/rules/run-dangers';
import { plainOutput } from '../../../shared/rules/run-output';
import { fillShell, paramProblem, paramsOf } from '../../../shared/rules/run-parameters';

it.each([
  ['echo {{x}}', 'echo "${PARAM_x}"'],
  ['echo "a {{ x }} b"', 'echo "a ${PARAM_x} b"'],
  ["echo 'a {{x}} b'", `echo 'a '"\${PARAM_x}"' b'`],
  ['echo "$(cat {{x}})"', 'echo "$(cat "${PARAM_x}")"'],
  ['echo \\"{{x}}', 'echo \\""${PARAM_x}"'],
  ['echo a#{{x}} # {{x}}', 'echo a#"${PARAM_x}" # {{x}}'],
])('[R39] %s becomes a quoted reference', (from, to) => {
  expect(fillShell(from)).toEqual({ text: to, problems: [] });
});

it.each(['cat <<EOF\n{{x}}\nEOF', 'echo `cat {{x}}`', 'echo $(( {{x}} + 1 ))', 'echo ${a:-{{x}}}', "echo $'{{x}}'"])(
  '[R39] a placeholder in %s is refused',
  (text) => {
    expect(fillShell(text).problems).toHaveLength(1);
  },
);

it('[R31] values are checked by the type that the runbook declares', () => {
  const declared = [
    { name: 'n', type: 'number' as const, label: 'n', choices: [], default: '' },
    { name: 'zone', type: 'choice' as const, label: 'zone', choices: ['a', 'b'], default: '' },
  ];
  const [n, zone, free] = paramsOf('{{n}} {{zone}} {{free}} {{free}}', declared);
  expect(paramProblem(n!, '1; id')).toContain('number');
  expect(paramProblem(zone!, 'c')).toContain('one of a, b');
  expect(free).toMatchObject({ name: 'free', type: 'text' });
  expect(paramProblem(free!, 'a\0')).toContain('NUL');
});

it('[R35] dangers are found with variables filled in, and where values could become more', () => {
  const values = new Map([
    ['ALERT_LABEL_verb', 'delete'],
    ['ALERT_LABEL_dir', 'a b'],
  ]);
  expect(patternDangers('kubectl $ALERT_LABEL_verb pod', values, ['kubectl\\s+delete'])).toHaveLength(1);
  expect(patternDangers('kubectl get pod', values, ['kubectl\\s+delete'])).toEqual([]);
  expect(valueDangers('ls $ALERT_LABEL_dir', values)).toHaveLength(1);
  expect(valueDangers('ls "$ALERT_LABEL_dir"', values)).toEqual([]);
  expect(valueDangers('bash -c "ls $ALERT_LABEL_dir"', values)).toHaveLength(1);
  expect(valueDangers('find . -name x', values)).toEqual([]);
});

it('[R38] no sequence of a terminal survives', () => {
  expect(plainOutput('\u001b[2J\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\ \u001b(B\u001b[1;31mred\u001b[m\u0007')).toBe('link red');
});
