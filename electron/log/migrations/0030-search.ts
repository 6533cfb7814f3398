// The search index: which event holds which word. It keeps no text and no positions; the words come ready-made,
// joined by spaces, so the tokenizer only splits there (bytes above 127 count as letters in `ascii`). Beginnings of up to four
// letters are indexed too: they match too many words to be spelled out.

export const migration0030 = {
  version: 30,
  sql: `
    CREATE VIRTUAL TABLE search USING fts5(words, content='', detail=none, columnsize=0, prefix='1 2 3 4', tokenize="ascii tokenchars '.:-_/@%+#~'");
    CREATE VIRTUAL TABLE search_terms USING fts5vocab(search, instance);
  `,
} as const;
