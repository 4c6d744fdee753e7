import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { digestWords } from '../../../src-shared/model/digest-words.ts'
import {
  MAX_ARCHIVE,
  MAX_LOG,
  placeOf,
  sentenceOf,
  verifierPage,
  verifyAuditLog,
  verifyCeremonyArchive,
  type Finding,
  type GivenFile
} from '../../engine/stand-alone-verifier.ts'
import type { Flag } from './flags.ts'
import { ownVerbs } from './help.ts'
import { ownFlag, ownHelp, readOwnArguments } from './own-flags.ts'
import { clean } from './print.ts'
import { requireFree, writeProduced } from './produced.ts'
import type { Output } from './run.ts'

const many = (name: string, help: string): Flag => ({ ...ownFlag(name, 'text', help), repeat: true })
const trust = many(
  'trust',
  'Certificates, PEM or DER, to which signers and time-stamps must lead: their own, or those of authorities above them.'
)

/** The commands, with their flags; what they check is the first flag, or the word without one. */
const commands: Readonly<Record<string, { readonly flags: readonly Flag[]; readonly examples: readonly string[] }>> = {
  'ceremony verify': {
    flags: [ownFlag('file', 'text', 'The archive (.zip).', true), trust],
    examples: [
      'chancery ceremony verify root-ceremony.zip',
      'chancery ceremony verify root-ceremony.zip --trust wilma.pem --trust arno.pem --trust tsa-root.pem'
    ]
  },
  'anchor verify': {
    flags: [
      ownFlag('file', 'text', 'The log, whole, as "chancery audit export" wrote it.', true),
      many(
        'anchors',
        'A file of "chancery anchor export", or what its QR codes say: the text, and the signature below it.'
      ),
      trust
    ],
    examples: ['chancery anchor verify audit.jsonl --anchors anchors.json --trust alice.pem --trust tsa-root.pem']
  },
  'ceremony verifier': { flags: [], examples: ['chancery ceremony verifier --out chancery-verifier.html'] }
}

/** Runs such a command. @returns `no` where the evidence was not accepted */
export async function prove(words: readonly string[], output: Output): Promise<'yes' | 'no'> {
  const [area = '', verb = ''] = words
  const name = `${area} ${verb}`
  const command = commands[name]
  if (command === undefined) throw new ChanceryError('invalid-input', `There is no command "${name}".`)
  const given = readOwnArguments(words.slice(2), command.flags)
  if (given.globals.help) {
    output.out(ownHelp(name, ownVerbs[area]?.[verb] ?? '', command.flags, command.examples))
    return 'yes'
  }
  if (name === 'ceremony verifier') return writeVerifier(given.globals.out, given.globals.force, output)
  const file = given.text('file')
  if (file === undefined)
    throw new ChanceryError('invalid-input', `Say which file to check: ${command.examples[0] ?? name}`)
  const trusted = given.texts('trust').map((path) => readGiven(path, MAX_CERTIFICATES).bytes)
  const result =
    name === 'ceremony verify'
      ? await verifyCeremonyArchive(readGiven(file, MAX_ARCHIVE).bytes, trusted)
      : await verifyAuditLog(
          readGiven(file, MAX_LOG),
          given.texts('anchors').map((path) => readGiven(path, MAX_ANCHORS)),
          trusted
        )
  const digest = 'manifestSha256' in result ? result.manifestSha256 : result.head
  output.out(given.globals.json ? `${JSON.stringify(withTexts(result))}\n` : report(result, digest))
  return result.verdict === 'accepted' ? 'yes' : 'no'
}

const MAX_CERTIFICATES = 1024 * 1024
const MAX_ANCHORS = 64 * 1024 * 1024

function readGiven(path: string, most: number): GivenFile {
  try {
    const { size } = statSync(path)
    if (size > most) throw new ChanceryError('too-large', `${path} has ${size} bytes; at most ${most} are looked at.`)
    return { name: basename(path), bytes: new Uint8Array(readFileSync(path)) }
  } catch (cause) {
    if (cause instanceof ChanceryError) throw cause
    throw new ChanceryError('io', `${path} cannot be read.`, { cause })
  }
}

async function writeVerifier(out: string | undefined, force: boolean, output: Output): Promise<'yes'> {
  const bytes = verifierPage()
  if (out === undefined) {
    output.out(Buffer.from(bytes).toString('utf8'))
    return 'yes'
  }
  requireFree(out, force)
  await writeProduced(out, { name: basename(out), mediaType: 'text/html', bytes }, force)
  output.err(`The verifier is in ${out}.\n`)
  return 'yes'
}

interface Result {
  readonly verdict: 'accepted' | 'open' | 'refused'
  readonly findings: readonly Finding[]
}

const withTexts = <T extends Result>(result: T): object => ({
  ...result,
  findings: result.findings.map((finding) => ({
    ...finding,
    place: placeOf(finding, 'en'),
    text: sentenceOf(finding, 'en')
  }))
})

const verdicts: Readonly<Record<Result['verdict'], string>> = {
  accepted: 'Accepted: everything that was checked holds.',
  open: 'Open: nothing is wrong, but not everything could be decided.',
  refused: 'Refused: this is not what it claims to be.'
}

function report({ verdict, findings }: Result, digest: string | null): string {
  const lines = findings.map((finding) => {
    const place = placeOf(finding, 'en')
    return `  ${finding.weight.padEnd(5)}  ${place === '' ? '' : `${place}: `}${sentenceOf(finding, 'en')}`
  })
  const words =
    digest === null
      ? []
      : ['', `  ${(digest.match(/.{4}/g) ?? []).join(' ')}`, `  ${digestWords(digest).slice(0, 16).join(' ')}`]
  const rest = digest === null ? [] : [`  ${digestWords(digest).slice(16).join(' ')}`]
  return `${[verdicts[verdict], ...lines, ...words, ...rest].map(clean).join('\n')}\n`
}
