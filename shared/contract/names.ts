// How calls name incidents and feeds.
import { z } from 'zod';

export const incidentId = z.string().min(1).max(80);
export const incidents = z.array(incidentId).min(1).max(5000);
export const feedId = z.string().min(1).max(40);
