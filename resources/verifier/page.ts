import { z } from 'zod'
import { verifyCeremonyArchive } from '../../src-main/reports/verify/archive.ts'
import { verifyAuditLog } from '../../src-main/reports/verify/audit-log.ts'
import type { Finding, GivenFile, verdictOf } from '../../src-main/reports/verify/finding.ts'
import { placeOf, sentenceOf } from '../../src-main/reports/verify/texts.ts'
import { digestColours, digestWords } from '../../src-shared/model/digest-words.ts'
import { words, type Language } from './words.ts'

// The policy of the page forbids code made from text.
z.config({ jitless: true })

type Kind = keyof (typeof words)['en']['given']

interface Shown {
  readonly verdict: ReturnType<typeof verdictOf>
  readonly about: readonly string[]
  readonly digest: { readonly label: 'manifest' | 'head'; readonly hex: string } | null
  readonly findings: readonly Finding[]
}

interface State {
  language: Language
  given: readonly (GivenFile & { readonly kind: Kind })[]
  shown: Shown | null
  working: boolean
}

const state: State = {
  language: navigator.language.startsWith('de') ? 'de' : 'en',
  given: [],
  shown: null,
  working: false
}

function element<T extends HTMLElement>(id: string, type: new () => T): T {
  const found = document.getElementById(id)
  if (found instanceof type) return found
  throw new Error(`no ${id} in the page`)
}

function made(tag: string, text: string, className = ''): HTMLElement {
  const one = document.createElement(tag)
  one.textContent = text
  if (className !== '') one.className = className
  return one
}

function kindOf(name: string): Kind {
  if (/\.zip$/i.test(name)) return 'archive'
  if (/\.jsonl$/i.test(name)) return 'log'
  return /\.(?:json|txt)$/i.test(name) ? 'anchors' : 'trusted'
}

async function take(files: FileList | null): Promise<void> {
  if (files === null || files.length === 0) return
  const read = await Promise.all(
    [...files].map(async (file) => ({
      name: file.name,
      kind: kindOf(file.name),
      bytes: new Uint8Array(await file.arrayBuffer())
    }))
  )
  // One archive or log at a time; certificates and anchors stay until another file of their name comes.
  const subject = read.some(({ kind }) => kind === 'archive' || kind === 'log')
  const names = new Set(read.map(({ name }) => name))
  state.given = [
    ...state.given.filter(({ kind, name }) => !names.has(name) && !(subject && (kind === 'archive' || kind === 'log'))),
    ...read
  ]
  state.working = true
  draw()
  state.shown = await check()
  state.working = false
  draw()
}

async function check(): Promise<Shown | null> {
  const of = (kind: Kind): readonly GivenFile[] => state.given.filter((one) => one.kind === kind)
  const trusted = of('trusted').map(({ bytes }) => bytes)
  const [archive] = of('archive')
  const [log] = of('log')
  const t = words[state.language]
  if (archive !== undefined) {
    const { verdict, manifest, manifestSha256, findings } = await verifyCeremonyArchive(archive.bytes, trusted)
    const about =
      manifest === null
        ? []
        : [
            manifest.title,
            ...(manifest.mode === 'rehearsal' ? [t.rehearsal] : []),
            `${manifest.transcriptEntries} ${t.entries}`
          ]
    return {
      verdict,
      about,
      digest: manifestSha256 === null ? null : { label: 'manifest', hex: manifestSha256 },
      findings
    }
  }
  if (log === undefined) return null
  const { verdict, rows, head, findings } = await verifyAuditLog(log, of('anchors'), trusted)
  return {
    verdict,
    about: [log.name, `${rows} ${t.rows}`],
    digest: head === null ? null : { label: 'head', hex: head },
    findings
  }
}

function draw(): void {
  const t = words[state.language]
  document.documentElement.lang = state.language
  document.title = t.title
  const texts = {
    title: t.title,
    language: t.language,
    intro: t.intro,
    'drop-title': t.dropTitle,
    'drop-text': t.dropText,
    foot: t.foot
  }
  for (const [id, text] of Object.entries(texts)) element(id, HTMLElement).textContent = text
  element('given', HTMLElement).replaceChildren(
    ...state.given.map(({ kind, name }) => made('li', `${t.given[kind]}: ${name}`))
  )
  const result = element('result', HTMLElement)
  const { shown } = state
  result.hidden = state.given.length === 0
  result.dataset['verdict'] = state.working ? 'working' : (shown?.verdict ?? 'nothing')
  element('verdict', HTMLElement).textContent = state.working
    ? t.working
    : shown === null
      ? t.nothing
      : t[shown.verdict]
  element('about', HTMLElement).textContent = state.working ? '' : (shown?.about.join(' · ') ?? '')
  drawDigest(state.working ? null : (shown?.digest ?? null))
  element('findings', HTMLElement).replaceChildren(
    ...(state.working ? [] : (shown?.findings ?? [])).map((finding) => line(finding))
  )
}

function line(finding: Finding): HTMLElement {
  const item = made('li', '', finding.weight)
  item.dataset['code'] = finding.code
  item.dataset['place'] = placeOf(finding, 'en')
  item.append(
    made('b', words[state.language].weight[finding.weight]),
    made('span', sentenceOf(finding, state.language)),
    made('code', placeOf(finding, state.language))
  )
  return item
}

function drawDigest(digest: Shown['digest']): void {
  const place = element('digest', HTMLElement)
  if (digest === null) {
    place.replaceChildren()
    return
  }
  const blocks = made('div', '', 'blocks')
  blocks.setAttribute('aria-hidden', 'true')
  for (const { letter, framed } of digestColours(digest.hex))
    blocks.append(made('span', letter, `b${Number.parseInt(letter, 16) % 8}${framed ? ' framed' : ''}`))
  place.replaceChildren(
    made('p', words[state.language][digest.label]),
    made('p', (digest.hex.match(/.{4}/g) ?? []).join(' '), 'hex'),
    blocks,
    made('p', digestWords(digest.hex).join(' '))
  )
}

const input = element('files', HTMLInputElement)
input.addEventListener('change', () => {
  void take(input.files)
})
element('language', HTMLElement).addEventListener('click', () => {
  state.language = state.language === 'en' ? 'de' : 'en'
  draw()
})
const drop = element('drop', HTMLElement)
document.addEventListener('dragover', (event) => {
  event.preventDefault()
  drop.classList.add('over')
})
document.addEventListener('dragleave', () => {
  drop.classList.remove('over')
})
document.addEventListener('drop', (event) => {
  event.preventDefault()
  drop.classList.remove('over')
  void take(event.dataTransfer?.files ?? null)
})
draw()
