// On a machine without display: tells the terminal what happens, plays the person of the demo, keeps screenshots, and ends in time.
// Protocol with whoever started us: `told WORDS` is for the reader; `press ID KEY` asks for a press on that notification's button.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineToShell, PageOutcome } from '../../shared/contract';
import { oneLine } from '../../shared/domain/plain-text';
import { note, wordsOf } from './journal';
import type { Receipt } from './notifier/notifier';
import type { ConsoleWindow } from './window';

export const HEADLESS_SECONDS = 75;
/** A person needs a moment to read before pressing the button. */
const READING_MS = 6_000;
const SETTLE_MS = 1_500;

type Top = Extract<EngineToShell, { type: 'status' }>['top'];

export interface NarratorOptions {
  readonly window: ConsoleWindow;
  readonly shotsFolder: string;
  readonly seconds: number;
  /** The run has failed: end with a status that says so. */
  readonly fail: () => void;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The terminal's reporter; quiet instances are simply not made. */
export class Narrator {
  private readonly options: NarratorOptions;
  private top: Top = [];
  private isDemo = false;
  private hasPressed = false;

  constructor(options: NarratorOptions) {
    this.options = options;
    setTimeout(() => void this.takePictures(), options.seconds * 500);
  }

  hear(message: EngineToShell): void {
    if (message.type === 'told') this.tell(message.line);
    if (message.type === 'boot-failed') {
      this.tell(`the engine could not start: ${message.what} ${message.remedy}`);
      this.options.fail();
    }
    if (message.type !== 'status') return;
    this.top = message.top;
    this.isDemo = message.status.isDemo;
  }

  /** What became of a page; the first one in the demo is then answered as a person would. */
  outcome(title: string, isActionable: boolean, outcome: PageOutcome, receipt: Receipt | undefined): void {
    if (outcome.kind === 'shown') {
      const proof = receipt?.isReceipt ? `receipt #${receipt.id}` : 'no receipt';
      this.tell(`page shown after ${Math.round(outcome.receiptMs)} ms by ${outcome.route} (${proof}): ${title}`);
      if (isActionable && receipt?.isReceipt) void this.answer(receipt.id);
    }
    if (outcome.kind === 'failed') this.tell(`page FAILED by ${outcome.route}: ${outcome.why}`);
    if (outcome.kind === 'acted') this.tell(`button “${outcome.action}” pressed on: ${title}`);
  }

  private async answer(id: string): Promise<void> {
    if (!this.isDemo || this.hasPressed) return;
    this.hasPressed = true;
    await pause(READING_MS);
    process.stdout.write(`press ${id} acknowledge\n`);
  }

  private tell(line: string): void {
    process.stdout.write(`told ${oneLine(line, 400)}\n`);
  }

  private async takePictures(): Promise<void> {
    try {
      await mkdir(this.options.shotsFolder, { recursive: true });
      this.options.window.push({ push: 'go', view: 'queue' });
      await this.takePicture('queue');
      const [worst] = this.top;
      if (worst) {
        this.options.window.push({ push: 'open-incident', id: worst.id });
        await this.takePicture('incident');
      }
      this.tell(`screenshots are in ${this.options.shotsFolder}`);
    } catch (error) {
      note('error', `screenshots: ${wordsOf(error)}`);
    }
  }

  private async takePicture(name: string): Promise<void> {
    await pause(SETTLE_MS);
    await writeFile(join(this.options.shotsFolder, `${name}.png`), await this.options.window.capture());
  }
}
