// Puts the tray's state and menu on the panel. A menu is set again only when it changed: panels close an open menu otherwise.
import { Menu, type MenuItemConstructorOptions, nativeTheme, Tray } from 'electron';
import { markedLine } from '../../shared/domain/look-alikes';
import { MACHINE_ZONE } from '../../shared/rules/wall-clock';
import { trayImage } from './tray-icon';
import { type TrayAction, type TrayItem, trayMenu } from './tray-menu';
import { type TrayFacts, type TrayState, trayState } from './tray-state';

export interface TrayOptions {
  readonly assets: string;
  readonly act: (action: TrayAction) => void;
}

const AGE_EVERY_MS = 60_000;
const TOOLTIP_MAX = 300;

const timeOf = (ms: number): string => new Date(ms).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });

/** GNOME's panel is dark whatever the theme of the windows is. */
function panelTheme(): 'dark' | 'light' {
  const isGnome = /gnome/i.test(process.env.XDG_CURRENT_DESKTOP ?? '');
  return isGnome || nativeTheme.shouldUseDarkColors ? 'dark' : 'light';
}

export class TrayIcon {
  private readonly options: TrayOptions;
  private tray: Tray | null = null;
  private facts: TrayFacts = { engine: { state: 'starting', why: '' }, desk: null, notifierWhy: '', isPresenting: false, isLocked: false };
  private shownMenu = '';
  private shownState = '';
  /** Ages in the tooltip go on while nothing else changes. */
  private ageing: NodeJS.Timeout | null = null;

  constructor(options: TrayOptions) {
    this.options = options;
    nativeTheme.on('updated', this.render);
  }

  state = (): TrayState => trayState(this.facts);

  /** Null: the engine has not told. */
  openIncidents = (): number | null => this.facts.desk?.status.openCount ?? null;

  /** Makes the icon, anew when a panel has just come: an icon made before that stays unseen. */
  raise(): void {
    this.tray?.destroy();
    this.tray = new Tray(trayImage(this.options.assets, this.state(), panelTheme()));
    this.tray.on('click', () => this.options.act({ do: 'show' }));
    this.shownMenu = '';
    this.shownState = '';
    this.render();
  }

  update(change: Partial<TrayFacts>): void {
    this.facts = { ...this.facts, ...change };
    this.render();
  }

  destroy(): void {
    nativeTheme.off('updated', this.render);
    this.tray?.destroy();
    this.tray = null;
    this.age();
  }

  private age(): void {
    const isAging = this.tray !== null && this.facts.desk?.status.proof !== undefined;
    if (isAging === (this.ageing !== null)) return;
    if (this.ageing) clearInterval(this.ageing);
    this.ageing = isAging ? setInterval(this.render, AGE_EVERY_MS).unref() : null;
  }

  private render = (): void => {
    this.age();
    if (!this.tray) return;
    const state = trayState(this.facts, Date.now());
    const theme = panelTheme();
    const stateText = JSON.stringify([state, theme]);
    if (stateText !== this.shownState) {
      this.shownState = stateText;
      this.tray.setImage(trayImage(this.options.assets, state, theme));
      this.tray.setToolTip(markedLine(state.tooltip, TOOLTIP_MAX));
    }
    const items = trayMenu(this.facts, timeOf, { now: Date.now(), timeZone: MACHINE_ZONE });
    const menuText = JSON.stringify(items);
    if (menuText === this.shownMenu) return;
    this.shownMenu = menuText;
    this.tray.setContextMenu(Menu.buildFromTemplate(items.map((item) => this.template(item))));
  };

  private template(item: TrayItem): MenuItemConstructorOptions {
    if (item.kind === 'line') return { type: 'separator' };
    // A single & would mark the next letter as the menu's key.
    const label = item.label.replaceAll('&', '&&');
    if (item.kind === 'words') return { label, enabled: false };
    if (item.kind === 'submenu') return { label, submenu: item.items.map((inner) => this.template(inner)) };
    return { label, click: () => this.options.act(item.action) };
  }
}
