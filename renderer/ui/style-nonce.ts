// Libraries that write style elements of their own need this: the shell lets in those that carry this answer's nonce.

export const styleNonce = (): string => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
