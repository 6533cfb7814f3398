// Which approvals a step waits for: `Approval:` steps above it, in its own section or in one around it.
import type { RunbookStep } from '../domain/runbook';
import type { RunApproval } from '../log/views/runs';

/** Approval steps that stand before `step` and have nobody's yes. `hashOf`: SHA-256 (hex) of a step's words. */
export function openGates(
  steps: readonly RunbookStep[],
  step: RunbookStep,
  approvals: readonly RunApproval[],
  hashOf: (text: string) => string,
): RunbookStep[] {
  const isGiven = (gate: RunbookStep): boolean => approvals.some((a) => a.step === gate.id && a.sha256 === hashOf(gate.title));
  let gates: RunbookStep[] = [];
  for (const s of steps) {
    if (s.id === step.id) break;
    // A heading ends what was asked for in sections as deep as its own.
    if (s.kind === 'heading') gates = gates.filter((gate) => gate.depth <= s.depth);
    else if (s.kind === 'approval') gates.push(s);
  }
  return gates.filter((gate) => !isGiven(gate));
}
