import type { CeremonyRow as ShownRow, CeremonyView } from '../../../src-shared/api/ceremonies.ts'
import type { ProducedFile } from '../../../src-shared/api/shapes.ts'
import { digestColours, digestWords } from '../../../src-shared/model/digest-words.ts'
import { transcriptStart, type TranscriptEntry } from '../../../src-shared/model/transcript.ts'
import type { CeremonyScript } from '../../../src-shared/model/ceremony.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import {
  getCeremonyArchive,
  getCeremonyFile,
  listCeremonies,
  listCeremoniesOfScript,
  type CeremonyRow
} from '../../store/ceremonies.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { bookOf, type OpenBook } from './book.ts'
import { brokenEntry } from './chain.ts'
import { isWitness } from './people.ts'
import { factsOf } from './position.ts'
import { readScript } from './script.ts'
import { signOffText } from './sign-off.ts'
import type { CeremonyWorld } from './world.ts'

/** Ceremonies that are listed; nobody holds more in a lifetime. */
const most = 1000

export function listOfCeremonies({ ca }: Pick<CeremonyWorld, 'ca'>): { ceremonies: ShownRow[] } {
  return { ceremonies: listCeremonies(reader(ca.store), most).map(shownRow) }
}

/** @throws ChanceryError `not-found`, `damaged` */
export function showCeremony(world: CeremonyWorld, id: number): { ceremony: CeremonyView } {
  const book = bookOf(world, id)
  const { row, script, participants, entries, position } = book
  const { phase, step, visit, done, missing, deviates, results } = position
  return {
    ceremony: {
      ...shownRow(row),
      script,
      scriptText: row.script,
      scriptDigest: readable(row.scriptSha256),
      variables: { ...row.variables },
      participants: [...participants],
      phase,
      step,
      visit,
      facts: done === null ? null : { ...factsOf(done) },
      deviations: done === null ? [] : deviationsOf(done),
      deviates,
      missing: missing.map(({ role, person }) => {
        const participant = participants.find((one) => one.role === role && one.person === person)
        return {
          role,
          person,
          witness: script.roles.some((one) => one.id === role && isWitness(one.kind)),
          byPassphrase: participant?.account !== undefined,
          byKey: participant?.certificate !== undefined,
          toSign: done === null ? '' : signOffText(done.hash, role, person)
        }
      }),
      results: Object.fromEntries([...results].map(([id_, facts]) => [id_, { ...facts }])),
      entries: entries.length,
      head: readable(entries.at(-1)?.hash ?? transcriptStart),
      interrupted: row.state === 'open' && row.instance !== world.instance,
      files: entries.flatMap(({ attachments }) => attachments),
      archived: getCeremonyArchive(reader(world.ca.store), id) !== undefined
    }
  }
}

function deviationsOf({ detail }: TranscriptEntry): CeremonyView['deviations'] {
  const { expected } = detail
  if (!Array.isArray(expected)) return []
  return expected.flatMap((one) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one) || one['matches'] !== false) return []
    const { fact, expected: wanted, found } = one
    return typeof fact === 'string' && typeof wanted === 'string' && typeof found === 'string'
      ? [{ fact, expected: wanted, found }]
      : []
  })
}

function shownRow(row: CeremonyRow): ShownRow {
  const { id, mode, title, state, scriptSha256, rehearsalId, openedAt, openedBy, endedAt } = row
  return { id, mode, title, state, scriptSha256, rehearsalId, openedAt, openedBy, endedAt }
}

function readable(sha256: string): CeremonyView['head'] {
  return { sha256, words: [...digestWords(sha256)], colours: [...digestColours(sha256)] }
}

/** @throws ChanceryError as `readScript` */
export function checkScript(
  { ca }: { readonly ca: Pick<CaContext, 'store'> },
  text: string
): { script: CeremonyScript; digest: CeremonyView['head']; rehearsals: ShownRow[] } {
  const { script, sha256 } = readScript(text)
  return {
    script,
    digest: readable(sha256),
    rehearsals: listCeremoniesOfScript(reader(ca.store), sha256, 'rehearsal', 'closed').map(shownRow)
  }
}

export function transcriptOf(world: CeremonyWorld, id: number): { entries: TranscriptEntry[]; broken: number | null } {
  const { entries }: Pick<OpenBook, 'entries'> = bookOf(world, id)
  return { entries: [...entries], broken: brokenEntry(entries) }
}

/** @throws ChanceryError `not-found` */
export function fileOfCeremony({ ca }: Pick<CeremonyWorld, 'ca'>, id: number, name: string): { file: ProducedFile } {
  const file = getCeremonyFile(reader(ca.store), id, name)
  if (file === undefined) throw new ChanceryError('not-found', `No file ${name} belongs to ceremony ${id}.`)
  const text = /\.(?:pem|txt)$/.test(name)
  return {
    file: {
      name,
      mediaType: text ? 'application/x-pem-file' : 'application/octet-stream',
      base64: Buffer.from(file.content).toString('base64')
    }
  }
}
