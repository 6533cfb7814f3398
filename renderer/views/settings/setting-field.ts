// What a setting's field, a group of them and a section are, and how they are written down.

export type SettingControl =
  | 'text'
  | 'number'
  | 'switch'
  | 'severity'
  | 'time'
  | 'zone'
  | 'labels'
  | 'matchers'
  | 'rules'
  | 'correlation-rules'
  | 'holding-rules'
  | 'aliases'
  | 'tiers'
  | 'weekdays'
  | 'repeat'
  | 'runbook-sources'
  | 'runbook-rules'
  | 'audiences'
  | 'routing'
  | 'policies'
  | 'security-policies'
  | 'templates'
  | 'me'
  | 'people'
  | 'roles'
  | 'snapshots';

export interface SettingField {
  /** Dotted path in `Settings`. */
  readonly path: string;
  readonly label: string;
  readonly hint: string;
  readonly control: SettingControl;
  /** Said after a number: `min`, `s`, `h`. */
  readonly unit?: string;
  /** Shown only while the switch at this path is on. */
  readonly onlyIf?: string;
}

export interface SettingGroup {
  readonly title: string;
  readonly fields: readonly SettingField[];
}

export interface SettingsSection {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly groups: readonly SettingGroup[];
}

export const field = (
  path: string,
  control: SettingControl,
  label: string,
  hint = '',
  more: Pick<SettingField, 'unit' | 'onlyIf'> = {},
): SettingField => ({ path, control, label, hint, ...more });
export const group = (title: string, ...fields: SettingField[]): SettingGroup => ({ title, fields });
