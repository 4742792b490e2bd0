// Which folder of src may import which: routes → features → meeting → {rtc, media, signaling} → protocol,
// with ui, util and sealing as leaves. Also which folder alone may use a library.

/** @type {Record<string, string[]>} */
export const LAYERS = {
  routes: ['features', 'meeting', 'rtc', 'media', 'signaling', 'protocol', 'ui', 'util'],
  features: ['meeting', 'media', 'protocol', 'sealing', 'ui', 'util'],
  meeting: ['rtc', 'media', 'signaling', 'protocol', 'util'],
  rtc: ['protocol', 'util'],
  media: ['protocol', 'util'],
  signaling: ['protocol', 'util'],
  protocol: [],
  sealing: ['util'],
  ui: [],
  util: [],
};

/** Libraries that only these folders may import. @type {Record<string, string[]>} */
export const LIBRARIES = {
  svelte: ['routes', 'features', 'meeting', 'ui'],
  '@lucide/svelte': ['routes', 'features', 'ui'],
  'bits-ui': ['features', 'ui'],
  'mediasoup-client': ['rtc', 'protocol'],
  'socket.io-client': ['signaling'],
  marked: ['features'],
  dompurify: ['features'],
};

/**
 * Where a file is inside src: `src/features/call/Tile.svelte` is layer `features`, feature `call`.
 * @param {string} path
 */
function place(path) {
  const parts = path.split('/');
  const [layer = '', feature = ''] = parts.slice(parts.lastIndexOf('src') + 1);
  return { layer, feature };
}

/**
 * @param {string} file
 * @param {string} specifier
 */
function resolve(file, specifier) {
  const parts = file.split('/').slice(0, -1);
  for (const step of specifier.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}

/**
 * The complaint about one import, or null when the direction is right.
 * @param {string} file
 * @param {string} specifier
 */
export function complaint(file, specifier) {
  const from = place(file);
  const allowed = LAYERS[from.layer];
  if (allowed === undefined) return null;
  if (!specifier.startsWith('.')) {
    const library = Object.keys(LIBRARIES).find(
      (n) => specifier === n || specifier.startsWith(n + '/'),
    );
    const owners = library === undefined ? undefined : LIBRARIES[library];
    if (owners === undefined || owners.includes(from.layer) || /\.test\.ts$/.test(file))
      return null;
    return `${from.layer} must not use ${specifier}`;
  }
  const to = place(resolve(file, specifier));
  if (to.layer === from.layer) {
    const siblings = from.layer === 'features' && to.feature !== from.feature;
    return siblings ? `feature ${from.feature} must not import feature ${to.feature}` : null;
  }
  return allowed.includes(to.layer) ? null : `${from.layer} must not import ${to.layer}`;
}

/** @type {import('eslint').Rule.RuleModule} */
const rule = {
  meta: { type: 'problem', schema: [], messages: { layer: '{{complaint}}' } },
  create(context) {
    const file = context.filename.replaceAll('\\', '/');
    /** @param {{source?: unknown}} node */
    const check = (node) => {
      const source = /** @type {import('estree').Literal | null | undefined} */ (node.source);
      if (typeof source?.value !== 'string') return;
      const found = complaint(file, source.value);
      if (found !== null) {
        context.report({ node: source, messageId: 'layer', data: { complaint: found } });
      }
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

export default { rules: { layers: rule } };
