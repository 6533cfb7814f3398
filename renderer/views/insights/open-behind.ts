// What a number opens: the incidents that it counts, under a title in words.
import type { Behind } from '../../../shared/insights/behind';

export type OpenBehind = (behind: Behind, title: string) => void;
