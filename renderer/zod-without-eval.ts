// The window's content security policy forbids eval: zod must not compile its schemas. Import this before the contract.
import { z } from 'zod';

z.config({ jitless: true });
