import { markdown, type RunSummary, type Settings } from '../lib/report.ts';
import { text } from './settings.ts';

type Summary = Record<string, string>;

/** Where reports are kept; this folder is no part of the repository. */
const FOLDER = import.meta.resolve('../reports/').replace('file://', '');

/** A `handleSummary` that writes the run as Markdown, to a file and to the screen. */
export function reportOf(name: string, settings: Settings): (run: RunSummary) => Summary {
  return (run) => {
    const at = new Date();
    const report = markdown(name, settings, run, at);
    const stamp = at.toISOString().slice(0, 19).replace(/\D/g, '');
    const file = text('REPORT', `${name}-${stamp}.md`);
    return { [`${FOLDER}${file}`]: report, stdout: `\n${report}\n` };
  };
}
