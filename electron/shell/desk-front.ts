// The shell's side of the desk: passes what the engine tells to tray, notifier and window, and what a person does back to the engine.
import type { EngineToShell } from '../../shared/contract';
import type { DeepLink } from './deep-link';
import type { EngineProcess, EngineState } from './engine-process';
import { findIncident } from './incident-links';
import { note } from './journal';
import type { DeskLock } from './lock/desk-lock';
import type { Narrator } from './narrator';
import type { Notifier } from './notifier/notifier';
import { LivePages, type PageMessage, showPage } from './pages';
import type { PresenceWatch } from './presence';
import type { TrayIcon } from './tray';
import type { TrayAction } from './tray-menu';
import type { ConsoleWindow } from './window';

export interface FrontParts {
  readonly window: ConsoleWindow;
  readonly tray: TrayIcon;
  readonly notifier: Notifier;
  readonly narrator: Narrator | null;
  readonly presence: Pick<PresenceWatch, 'tell' | 'present'>;
  readonly engine: EngineProcess;
  readonly lock: Pick<DeskLock, 'isLocked' | 'lock' | 'onChange'>;
  readonly quit: () => void;
}

export class DeskFront {
  private readonly parts: FrontParts;
  private wanted: DeepLink | null = null;
  /** The page listens: before that, what is pushed to it is lost. */
  private hasPage = false;
  private current: EngineState = { state: 'starting', why: '' };

  private readonly live = new LivePages();

  constructor(parts: FrontParts) {
    this.parts = parts;
    parts.tray.update({ isLocked: parts.lock.isLocked });
    parts.lock.onChange((isLocked) => {
      parts.tray.update({ isLocked });
      if (isLocked) for (const message of this.live.all()) this.page(message, true);
    });
  }

  onEngine = (message: EngineToShell): void => {
    const { tray, notifier, narrator } = this.parts;
    narrator?.hear(message);
    if (message.type === 'status') tray.update({ desk: message });
    if (message.type === 'withdraw-pages') {
      this.live.withdraw(message.threads);
      notifier.withdraw(message.threads);
    }
    if (message.type === 'page') this.page(message, false);
  };

  /** `isAgain`: it stands on the screen already, and is put there anew with less in it. */
  private page(message: PageMessage, isAgain: boolean): void {
    const { notifier, narrator, window, lock } = this.parts;
    void showPage(
      {
        notifier,
        isLocked: () => lock.isLocked,
        live: this.live,
        send: (outcome) => this.parts.engine.send(outcome),
        play: (sound) => window.play(sound),
        open: (incident) => this.open(incident),
        onOutcome: (title, outcome, receipt) => narrator?.outcome(title, message.request.count === 1, outcome, receipt),
      },
      message,
      isAgain,
    );
  }

  onEngineState = (engine: EngineState): void => {
    this.current = engine;
    if (engine.state === 'failed') note('error', engine.why);
    const { tray, window } = this.parts;
    tray.update(engine.state === 'up' ? { engine } : { engine, desk: null });
    if (engine.state === 'up') {
      window.push({ push: 'engine', state: 'up', why: '' });
      this.tellHealth();
      this.parts.presence.tell();
      if (this.wanted) void this.follow(this.wanted);
    }
    this.tellAway();
  };

  /** The notifier's state changed: the engine counts a page that can't be shown as blindness. */
  tellHealth(): void {
    const { why } = this.parts.notifier.state();
    this.parts.tray.update({ notifierWhy: why });
    this.parts.engine.send({ type: 'shell-health', blindWhy: why ? [why] : [] });
  }

  /** The page asked for a port: it got one, or is told why there is none. */
  onPortAsked(isGiven: boolean): void {
    if (isGiven) {
      this.hasPage = true;
      if (this.wanted) void this.follow(this.wanted);
    } else this.tellAway();
  }

  private tellAway(): void {
    const { window } = this.parts;
    const now = this.current;
    if (now.state === 'down') window.push({ push: 'engine', state: 'down', why: now.why });
    if (now.state === 'failed') window.push({ push: 'engine', state: 'failed', why: now.why, recovery: now.recovery });
  }

  /** Opens the incident, or the entry of its timeline, that a link names, now or as soon as the engine can find it and the page can show it. */
  async follow(link: DeepLink): Promise<void> {
    this.parts.window.show();
    this.wanted = link;
    const { engine } = this.parts;
    if (!this.hasPage || engine.state().state !== 'up') return;
    this.wanted = null;
    const id = await findIncident(engine, link);
    if (id) this.open(id, link.event);
    else note('warn', `the link names INC-${link.incidentNumber}, which this desk does not know`);
  }

  /** Locked, whatever is asked for (by a menu that was open before) shows the lock; ending is for anybody. */
  act = (action: TrayAction): void => {
    const { lock, window } = this.parts;
    if (lock.isLocked && action.do !== 'quit') window.show();
    else this.carryOut(action);
  };

  private carryOut(action: TrayAction): void {
    const { window, quit, lock } = this.parts;
    if (action.do === 'show') window.show();
    if (action.do === 'lock') lock.lock();
    if (action.do === 'show-feeds') {
      window.show();
      window.push({ push: 'go', view: 'feeds' });
    }
    if (action.do === 'report') this.report();
    if (action.do === 'why-blind') {
      window.show();
      window.push({ push: 'troubleshoot' });
    }
    if (action.do === 'show-on-call') {
      window.show();
      window.push({ push: 'go', view: 'on-call' });
    }
    if (action.do === 'quit') quit();
    if (action.do === 'open') this.open(action.incident);
    if (action.do === 'acknowledge') void this.ask('acknowledge-incident', { incidents: [action.incident], via: 'tray' });
    if (action.do === 'snooze') void this.ask('snooze-incident', { incidents: [action.incident], minutes: action.minutes, via: 'tray' });
    if (action.do === 'pause') void this.ask('pause-paging', { minutes: action.minutes });
    if (action.do === 'present') {
      this.parts.presence.present(action.isPresenting);
      this.parts.tray.update({ isPresenting: action.isPresenting });
    }
    if (action.do === 'unpause') void this.ask('unpause-paging', {});
  }

  /** Brings the window up with the dialog for it. */
  report(): void {
    const { window } = this.parts;
    window.show();
    window.push({ push: 'report' });
  }

  private open(incident: string | null, event?: string): void {
    const { window } = this.parts;
    window.show();
    if (incident === null) window.push({ push: 'go', view: 'queue' });
    else window.push({ push: 'open-incident', id: incident, ...(event !== undefined && { event }) });
  }

  private async ask(...[call, args]: Parameters<EngineProcess['call']>): Promise<void> {
    const reply = await this.parts.engine.call(call, args);
    if (!reply.ok) note('warn', `${call} from the tray: ${reply.error.what}`);
  }
}
