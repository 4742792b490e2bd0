// Loaded when there is something to draw with it.
import DOMPurify from 'dompurify';
import { Marked } from 'marked';

// Without headings, tables and raw HTML: what looks like them stays the text that was written.
const marked = new Marked({
  async: false,
  gfm: true,
  breaks: true,
  tokenizer: {
    html: () => undefined,
    tag: () => undefined,
    heading: () => undefined,
    lheading: () => undefined,
    table: () => undefined,
  },
  renderer: {
    // A picture would be fetched from anywhere, telling who reads: its source text is shown.
    image: ({ raw }) => escaped(raw),
  },
});

const ALLOWED = {
  ALLOWED_TAGS: [
    'p',
    'br',
    'strong',
    'em',
    'del',
    'code',
    'pre',
    'a',
    'ul',
    'ol',
    'li',
    'blockquote',
    'hr',
  ],
  ALLOWED_ATTR: ['href', 'start'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true,
} as const;

/** What is longer than any message that says something is shown as it was written: lists in lists in lists. */
const MAX_HTML_CHARS = 8_000;

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** Text with Markdown as nodes that hold nothing but text, its shape, and links that leave no trace. */
export function markdown(text: string): DocumentFragment {
  const drawn = marked.parse(text, { async: false });
  const html = drawn.length <= MAX_HTML_CHARS ? drawn : escaped(text);
  const fragment = DOMPurify.sanitize(html, {
    ...ALLOWED,
    ALLOWED_TAGS: [...ALLOWED.ALLOWED_TAGS],
    ALLOWED_ATTR: [...ALLOWED.ALLOWED_ATTR],
  });
  for (const link of fragment.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer nofollow';
    link.title = link.href; // where it goes, whatever it says
  }
  return fragment;
}
