import { createHash } from 'node:crypto'
import { digestWords } from '../../../src-shared/model/digest-words.ts'
import type { ClaimLanguage } from '../../../src-shared/model/claims.ts'
import type { ClaimVisit } from '../../ca/claims/door.ts'
import { claimWords, type ClaimWords } from './words.ts'

/** Readable on a phone and in the dark, without a file to fetch. */
const style = `
:root { color-scheme: light dark; font: 17px/1.5 system-ui, sans-serif }
body { margin: 0 auto; padding: 24px 20px 48px; max-width: 34rem; background: #fff; color: #1c1f23; overflow-wrap: anywhere }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25em }
h2 { font-size: 1.05rem; margin: 2em 0 .5em }
dl { display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: .35em 1em; margin: 1.5em 0 }
dt { color: #5b626b } dd { margin: 0 }
ol { padding-left: 1.3em } li { margin: .35em 0 }
button { font: inherit; font-weight: 600; width: 100%; min-height: 52px; border: 0; border-radius: 10px; background: #0b5cad; color: #fff; cursor: pointer }
button:focus-visible { outline: 3px solid #e69f00; outline-offset: 2px }
code { font: .85rem/1.6 ui-monospace, monospace }
p.note { color: #5b626b; font-size: .9rem }
p.wait { border-left: 4px solid #d55e00; padding-left: 12px }
@media (prefers-color-scheme: dark) {
  body { background: #15181c; color: #e8eaed } dt, p.note { color: #a3abb5 } button { background: #2f81d6; color: #0a0c0f }
}
`

/** Nothing but this style sheet and this form; nobody may frame the page (CSP Level 3). */
export const claimPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'"
].join('; ')

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  escaped(text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole))

function whole(language: ClaimLanguage, title: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`
}

/** @returns the page of a link: who invites, what happens, what to compare, and one button */
export function claimPage(visit: ClaimVisit, language: ClaimLanguage): string {
  const words = claimWords[language]
  const by = visit.organization === '' ? visit.by : `${visit.by} (${visit.organization})`
  const title = filled(words.title, { device: visit.device })
  return whole(
    language,
    title,
    [
      `<h1>${title}</h1>`,
      `<p>${filled(words.invited, { by })}</p>`,
      facts(visit, words, language),
      visit.waiting
        ? `<p class="wait" role="status">${escaped(words.waiting)}</p>`
        : `<form method="post"><button>${escaped(words.button[visit.kind])}</button></form>\n<p class="note">${escaped(words.once)}</p>`,
      `<h2>${escaped(words.happens)}</h2>`,
      `<p>${escaped(words.what[visit.kind])}</p>`,
      `<ol>${words.steps[visit.platform].map((step) => `<li>${escaped(step)}</li>`).join('')}</ol>`,
      rootPart(visit, words),
      `<p class="note">${escaped(words.unexpected)}</p>`
    ].join('\n')
  )
}

function facts(visit: ClaimVisit, words: ClaimWords, language: ClaimLanguage): string {
  const until = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(
    visit.expiresAt
  )
  const rows: readonly (readonly [string, string])[] = [
    [words.device, visit.device],
    [words.person, visit.person],
    [words.names, visit.names.map(({ value }) => value).join(', ')],
    [words.authority, visit.authority],
    [words.network, visit.wifi ?? ''],
    [words.until, `${until} UTC`]
  ]
  const shown = rows.filter(([, value]) => value !== '')
  return `<dl>${shown.map(([term, value]) => `<dt>${escaped(term)}</dt><dd>${escaped(value)}</dd>`).join('')}</dl>`
}

function rootPart({ root, kind }: ClaimVisit, words: ClaimWords): string {
  if (root === null || kind === 'pkcs12') return ''
  const octets = root.fingerprint.toUpperCase().match(/../g) ?? []
  return [
    `<h2>${escaped(root.subject)}</h2>`,
    `<p>${escaped(words.compare)}</p>`,
    `<p>${escaped(words.fingerprint)}<br><code>${octets.join(' ')}</code></p>`,
    `<p>${escaped(words.words)}<br><code>${digestWords(root.fingerprint).map(escaped).join(' ')}</code></p>`
  ].join('\n')
}

/** @returns the page for a link that cannot be used */
export function failurePage(status: number, language: ClaimLanguage): string {
  const { failed } = claimWords[language]
  const [title, text] =
    status === 410 ? failed.gone : status === 429 ? failed.slow : status === 503 ? failed.later : failed.unknown
  return whole(language, escaped(title), `<h1>${escaped(title)}</h1>\n<p>${escaped(text)}</p>`)
}
