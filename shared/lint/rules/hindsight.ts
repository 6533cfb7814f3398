// Hindsight: words that make the outcome look plain, though it was not at the time.
import type { PhraseRule } from './rule';

export const hindsight: PhraseRule = {
  id: 'hindsight',
  title: 'Hindsight',
  why: 'It looks plain now because the end is known. At the time there were other signs as well.',
  question: 'What else was on the screen then, and what made it hard to tell apart?',
  phrases: [
    {
      on: ['hindsight', 'retrospect', 'back'],
      find: /\b(?:(?:in|with)\s+(?:the\s+benefit\s+of\s+)?hindsight|in\s+retrospect|looking\s+back)\b,?\s*/gi,
      unless: /\bhindsight bias\b/i,
      fixes: [{ delete: true }],
    },
    { on: ['obviously', 'evidently', 'plainly'], find: /\b(?:obviously|evidently|plainly)\b,?\s*/gi, fixes: [{ delete: true }] },
    {
      on: ['clearly'],
      find: /\bclearly\b,?\s*/gi,
      unless:
        /\bclearly\s+(?:label|mark|nam|stat|show|separat|document|defin|describ|visible in)|\b(?:label|mark|nam|stat|show|separat|document|defin|say|said|speak|write)\w*\s+(?:\w+\s+)?clearly\b/i,
      fixes: [{ delete: true }],
    },
    {
      on: ['obvious', 'clear', 'unmistakable', 'self-evident', 'self', 'foreseeable', 'predictable', 'inevitable', 'bound'],
      find: /\b(?:(?:is|was|were|be|been|so|too|all)\s+(?:quite\s+|all\s+|so\s+|rather\s+)?(?:obvious|clear\s+(?:that|to everyone)|foreseeable|predictable|inevitable|self-evident|bound\s+to)|unmistakable)\b/gi,
      unless:
        /\b(?:not|never|un|wasn't|isn't|far from|hardly|nor|nobody|neither|no longer|makes? it|made it|became)\b[^.]*\b(?:obvious|clear|predictable|foreseeable|inevitable)\b/i,
    },
    {
      on: ['course', 'needless', 'common', 'easy', 'plain', 'mind', 'saying'],
      find: /\b(?:of\s+course|needless\s+to\s+say|goes\s+without\s+saying|common\s+sense|easy\s+to\s+see|plain\s+to\s+see|in\s+(?:their|his|her)\s+right\s+mind)\b,?\s*/gi,
      unless: /\bin the course of\b/i,
      fixes: [{ delete: true }],
    },
    {
      on: ['anyone', 'everyone', 'anybody', 'everybody', 'warning'],
      find: /\b(?:any(?:one|body)\s+(?:could|can|would)\s+(?:see|tell|know|notice)|for\s+every(?:one|body)\s+to\s+see|every(?:one|body)\s+knew|(?:the\s+)?warning\s+signs\s+were)\b/gi,
    },
    {
      on: ['inexplicably', 'surprisingly', 'unbelievably', 'unfortunately'],
      find: /\b(?:inexplicably|surprisingly|unbelievably)\b,?\s*/gi,
      fixes: [{ delete: true }],
    },
    {
      on: ['front', 'coming', 'writing', 'waiting', 'matter', 'surprise', 'signs', 'knows'],
      find: /\b(?:right in front of (?:us|them|him|her|everyone|the \w+)|(?:see|seen|saw) (?:this|it|that) coming|writing on the wall|(?:accident|outage|incident|disaster) waiting to happen|(?:only )?a matter of time|(?:came as )?no surprise|as everyone knows|all the signs were)\b/gi,
    },
  ],
  raised: [
    'Obviously the flag was wrong.',
    'In hindsight the window was short.',
    'Clearly this was the ledger.',
    'It was obvious that the pool was empty.',
    'Anyone could see the spike.',
  ],
  fine: [
    'The field is clearly labelled.',
    'It was not clear which alert came first.',
    'In the course of the day the queue grew.',
    'The signs were spread over three tools.',
  ],
};
