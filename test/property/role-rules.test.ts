// Roles under any history of acts by anybody.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decideRole, type RoleAct } from '../../shared/log/decide/roles';
import { foldTicks } from '../../shared/log/views/roles';
import { settingsSchema } from '../../shared/settings';
import { Bench, context, sighting, T0 } from '../shared/make';

const people = ['ana', 'bo', 'cy'].map((id) => ({ id, name: id.toUpperCase() }));
const settings = settingsSchema.parse({ people });
const who = fc.constantFrom('ana', 'bo', 'cy', 'nobody', '');
const role = fc.constantFrom('incident-manager', 'tech-leader', 'gone');
const duty = fc.constantFrom('Open the runbook', 'Say that you lead', 'Dance');
const act: fc.Arbitrary<RoleAct> = fc.oneof(
  fc.record({ act: fc.constant('assign' as const), role, person: who }),
  fc.record({ act: fc.constant('accept' as const), role, isHeard: fc.boolean() }),
  fc.record({ act: fc.constant('decline' as const), role, why: fc.constant('') }),
  fc.record({ act: fc.constant('hand-over' as const), role, to: who, note: fc.constant('') }),
  fc.record({ act: fc.constant('release' as const), role }),
  fc.record({ act: fc.constant('tick' as const), role, duty, isDone: fc.boolean() }),
);

it('[D2] [D4] nobody comes to hold a role but by their own yes or one that was noted, and a refusal changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(who, act), { maxLength: 40 }), (acts) => {
      const bench = new Bench();
      bench.see([sighting({ alertname: 'A' })], context());
      const { id } = bench.only().row;
      for (const [me, what] of acts) {
        const before = bench.only().row;
        const ctx = { people: settings.people, roles: settings.roles, me, by: me.toUpperCase(), ticks: foldTicks(bench.events) };
        const { drafts, refused } = decideRole(bench.state, id, what, ctx);
        bench.commit(drafts, T0);
        const after = bench.only().row;
        expect(drafts.length === 0 || refused.length === 0).toBe(true);
        expect(refused.every((r) => r.why.length > 10)).toBe(true);
        if (refused.length > 0) expect(after).toBe(before);
        expect(new Set(after.roles.map((h) => h.role)).size).toBe(after.roles.length);
        for (const h of after.roles) {
          const was = before.roles.find((b) => b.role === h.role);
          expect(h.person !== null || h.offered !== null).toBe(true);
          expect(h.offered === null || h.offered.person !== h.person).toBe(true);
          if (h.person === null || h.person === was?.person) continue;
          const wasAsked = was?.offered?.person === h.person && what.act === 'accept';
          expect(h.person === me || (wasAsked && what.isHeard)).toBe(true);
        }
        for (const was of before.roles)
          if (was.person !== null && what.act !== 'release' && what.act !== 'accept' && after.roles.every((h) => h.person !== me))
            expect(after.roles.find((h) => h.role === was.role)?.person).toBe(was.person);
      }
    }),
  );
});
