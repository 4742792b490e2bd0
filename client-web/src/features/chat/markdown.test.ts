import { describe, expect, it } from 'vitest';
import { markdown } from './markdown';

function html(source: string): string {
  const element = document.createElement('div');
  element.append(markdown(source));
  return element.innerHTML.trim();
}

describe('markdown', () => {
  it('has emphasis, code, lists, quotes and lines', () => {
    expect(html('**a** _b_ ~~c~~ `d`')).toBe(
      '<p><strong>a</strong> <em>b</em> <del>c</del> <code>d</code></p>',
    );
    expect(html('a\nb')).toBe('<p>a<br>b</p>');
    expect(html('```js\nlet x = 1 < 2;\n```')).toBe('<pre><code>let x = 1 &lt; 2;\n</code></pre>');
    expect(html('- a\n- b').replace(/\n/g, '')).toBe('<ul><li>a</li><li>b</li></ul>');
    expect(html('> a').replace(/\n/g, '')).toBe('<blockquote><p>a</p></blockquote>');
  });

  it('opens links elsewhere, and says where they go', () => {
    const link =
      '<a href="https://example.org/x" target="_blank" rel="noopener noreferrer nofollow" title="https://example.org/x">';
    expect(html('[bank](https://example.org/x "safe")')).toBe(`<p>${link}bank</a></p>`);
    expect(html('https://example.org/x')).toBe(`<p>${link}https://example.org/x</a></p>`);
  });

  it('has no other addresses than of the web and of mail', () => {
    for (const address of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java\u0000script:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'file:///etc/passwd',
      '//example.org',
      'blob:x',
    ]) {
      const element = document.createElement('div');
      element.append(markdown(`[x](<${address}>) [y][z]\n\n[z]: ${address}`));
      for (const link of element.querySelectorAll('a')) {
        expect(link.hasAttribute('href'), address).toBe(false);
      }
    }
  });

  it('has no HTML: it is text', () => {
    expect(html('<b>a</b>')).toBe('<p>&lt;b&gt;a&lt;/b&gt;</p>');
    for (const source of [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      'a <svg/onload=alert(1)> b',
      '<iframe src="https://example.org"></iframe>',
      '<style>*{display:none}</style>',
      '<a href="https://x.org" onclick="alert(1)">x</a>',
      '<form><input name=x>',
      '&lt;img src=x onerror=alert(1)&gt;',
      '`<img src=x onerror=alert(1)>`',
      '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    ]) {
      const element = document.createElement('div');
      element.append(markdown(source));
      const tags = [...element.querySelectorAll('*')].map(({ tagName }) => tagName);
      expect(
        tags.filter((tag) => !['P', 'BR', 'CODE', 'A'].includes(tag)),
        source,
      ).toEqual([]);
      const attributes = [...element.querySelectorAll('*')].flatMap((e) => e.getAttributeNames());
      expect(
        attributes.filter((name) => name.startsWith('on')),
        source,
      ).toEqual([]);
    }
  });

  it('has no pictures: their source is text', () => {
    expect(html('![a](https://example.org/x.png)')).toBe('<p>![a](https://example.org/x.png)</p>');
    expect(html('![<img src=x>](x)')).not.toContain('<img');
  });

  it('leaves headings and tables the text that they are', () => {
    expect(html('# a')).toBe('<p># a</p>');
    expect(html('a\n===')).toBe('<p>a<br>===</p>');
    expect(html('|a|\n|-|\n|b|')).toBe('<p>|a|<br>|-|<br>|b|</p>');
    expect(html('- [x] a')).not.toContain('<input');
  });

  it('draws nothing that takes long, however it is nested', () => {
    const nasty = ['[', '*_', '> ', '>', '1. ', '- a\n ', '<', '![', '](', '~~', 'a*', '&', 'a@b.'];
    for (const part of nasty) {
      const element = document.createElement('div');
      const began = performance.now();
      element.append(markdown(part.repeat(Math.floor(1_280 / part.length))));
      expect(performance.now() - began, part).toBeLessThan(2_000);
      expect(element.querySelectorAll('*').length, part).toBeLessThan(700);
    }
    expect(html('>'.repeat(1_280))).toBe('&gt;'.repeat(1_280));
  });
});
