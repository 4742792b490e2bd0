import { Counter } from 'k6/metrics';
import { tell } from './run.ts';

/** Longest answer that is told; a join ack has thousands of characters. */
const MOST_TOLD = 300;

const right = new Counter('right');

/** Asks of every kind of answer to have come `times` times, and to have been right. */
export function rightAnswers(times: Record<string, number>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(times).map(([what, count]) => [`right{what:${what}}`, [`count==${count}`]]),
  );
}

/** k6 does not judge a metric that nobody added to. */
export function expectRightAnswers(times: Record<string, number>): void {
  for (const what of Object.keys(times)) right.add(0, { what });
}

/** Judges an answer; a wrong one is told with what it was. */
export function judge(what: string, isRight: boolean, answer: unknown): void {
  right.add(isRight ? 1 : 0, { what });
  if (!isRight) tell(`not so: ${what}: ${JSON.stringify(answer ?? null).slice(0, MOST_TOLD)}`);
}
