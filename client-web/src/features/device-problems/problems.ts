import { SOURCES, type LocalMedia } from '../../meeting/local-media.svelte';
import type { LocalProblem } from '../../meeting/local-source.svelte';
import { text } from '../../ui/text';
import { browserOf } from './browser';

type Source = (typeof SOURCES)[number];

/** A closed picker and a stopped share are what the person wanted. */
const INTENDED = new Set<LocalProblem>(['denied', 'lost']);

export function problemSentence(source: Source, problem: LocalProblem | null): string | null {
  if (problem === null) return null;
  if (source === 'screen' && INTENDED.has(problem)) return null;
  const sentence = text.problems[problem](text.deviceNames[source]);
  return problem === 'denied' ? `${sentence} ${howToAllow()}` : sentence;
}

function howToAllow(): string {
  return text.howToAllow[browserOf(navigator.userAgent)];
}

export function problemsOf(local: LocalMedia): { source: Source; sentence: string }[] {
  return SOURCES.flatMap((source) => {
    const sentence = problemSentence(source, local[source].problem);
    return sentence === null ? [] : [{ source, sentence }];
  });
}
