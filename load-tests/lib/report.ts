/** A run as Markdown. */

export type MetricSummary = {
  readonly type: string;
  readonly contains: string;
  readonly values: Readonly<Record<string, number>>;
  readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>;
};

export type RunSummary = {
  readonly metrics: Readonly<Record<string, MetricSummary>>;
  readonly state: { readonly testRunDurationMs: number };
};

export type Settings = Readonly<Record<string, string | number | boolean>>;

/** In this order; k6 has none. */
const STATS = ['p(50)', 'p(95)', 'p(99)', 'max', 'count'];

/** k6's own, which say nothing of the server, and would hide ours. */
const NOT_OURS = /^(data_|http_req|iteration|vus|ws_|checks|group_duration|dropped_)/;

export function markdown(title: string, settings: Settings, run: RunSummary, at: Date): string {
  const ours = Object.entries(run.metrics)
    .filter(([name]) => !NOT_OURS.test(name))
    .sort(([one], [other]) => one.localeCompare(other));
  const passed = ours.every(([, metric]) =>
    Object.values(metric.thresholds ?? {}).every(({ ok }) => ok),
  );
  return [
    `# ${title}: ${passed ? 'passed' : 'FAILED'}`,
    '',
    `${at.toISOString()}, ${(run.state.testRunDurationMs / 1000).toFixed(1)} s.`,
    Object.entries(settings)
      .map(([name, value]) => `\`${name}=${value}\``)
      .join(' '),
    '',
    ...thresholdTable(ours),
    ...trendTable(ours),
    ...countTable(ours),
  ].join('\n');
}

type Named = readonly [string, MetricSummary];

function thresholdTable(metrics: readonly Named[]): string[] {
  const rows = metrics.flatMap(([name, metric]) =>
    Object.entries(metric.thresholds ?? {}).map(([rule, { ok }]) => [
      ok ? 'passed' : '**failed**',
      `${name}: ${rule}`,
    ]),
  );
  return table(['result', 'threshold'], rows);
}

function trendTable(metrics: readonly Named[]): string[] {
  const trends = metrics.filter(([, metric]) => metric.type === 'trend');
  const first = trends[0];
  if (first === undefined) return [];
  const stats = STATS.filter((stat) => stat in first[1].values);
  const rows = trends.map(([name, { values }]) => [
    name,
    ...stats.map((stat) => figure(stat, values[stat])),
  ]);
  return table(['milliseconds', ...stats], rows);
}

function figure(stat: string, value: number | undefined): string {
  if (value === undefined) return '';
  return stat === 'count' ? String(value) : value.toFixed(1);
}

function countTable(metrics: readonly Named[]): string[] {
  const rows = metrics.flatMap(([name, { type, values }]) => {
    if (type === 'counter') return [[name, String(values.count)]];
    if (type === 'rate') return [[name, share(values)]];
    return [];
  });
  return table(['count', 'value'], rows);
}

function share(values: Readonly<Record<string, number>>): string {
  const { passes = 0, fails = 0, rate = 0 } = values;
  return `${(rate * 100).toFixed(2)} % of ${passes + fails}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}
