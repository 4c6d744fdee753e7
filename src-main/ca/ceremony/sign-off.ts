import type { CeremonyParticipant } from '../../../src-shared/model/ceremony.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import type { TranscriptEntry } from '../../../src-shared/model/transcript.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { signatureChoices, type SignatureAlgorithmId } from '../../../src-shared/model/algorithm.ts'
import { parseSignedData, verifySignedData } from '../../pki/cms.ts'
import { sameBytes } from '../../pki/der/hex.ts'
import { base64Bytes, looksLikePem, readPem } from '../../pki/pem.ts'
import { verifySignature } from '../../pki/verify.ts'
import { append, bookOf, type OpenBook } from './book.ts'
import { certificateOfParticipant, isWitness, type KnownCertificate } from './people.ts'
import type { CeremonyWorld } from './world.ts'

/** What somebody signs off with. */
export interface SignOffWish {
  readonly ceremony: number
  readonly role: string
  readonly person: string
  readonly passphrase?: string | undefined
  readonly signature?: string | undefined
}

/**
 * @returns the text over which a sign-off by key is made, in UTF-8: the hash of the step's last entry, which stands for
 * everything before it, with the role and the person, so that nobody's signature serves for another
 */
export function signOffText(entryHash: string, role: string, person: string): string {
  return `chancery ceremony sign-off\nrole: ${role}\nperson: ${person}\nentry: ${entryHash}\n`
}

/**
 * Signs the present step off for one person in one role: by the passphrase of their account, or by their key over
 * `signOffText`.
 * @param kind `witnessed` for witnesses and auditors, `confirmed` for all others
 * @throws ChanceryError `conflict` where no such sign-off is wanted now; `wrong-passphrase`, `slowed-down`; `bad-signature`;
 *   `invalid-input` where neither or both are given, or the person was not noted with this means
 */
export async function signOff(
  world: CeremonyWorld,
  wish: SignOffWish,
  kind: 'confirmed' | 'witnessed',
  actor: Actor
): Promise<void> {
  const before = requireWanted(bookOf(world, wish.ceremony), wish, kind)
  const method = await proven(world, before.participant, wish, before.entry, actor)
  await append(world, wish.ceremony, actor, (book) => {
    const { entry } = requireWanted(book, wish, kind)
    if (entry.hash !== before.entry.hash)
      throw new ChanceryError('conflict', 'The ceremony went on meanwhile. Look at where it stands, then sign off.')
    return {
      kind,
      step: entry.step,
      by: [{ role: wish.role, person: wish.person }],
      detail: { entry: entry.hash, atMachine: actor.name, ...method }
    }
  })
  await world.pause?.('signed-off')
}

function requireWanted(
  book: OpenBook,
  { role, person }: SignOffWish,
  kind: 'confirmed' | 'witnessed'
): { readonly participant: CeremonyParticipant; readonly entry: TranscriptEntry } {
  const { position, participants, script } = book
  const { done, missing, deviates } = position
  if (position.phase !== 'sign-off' || done === null)
    throw new ChanceryError('conflict', 'There is nothing to sign off now: the present step was not carried out yet.')
  if (deviates)
    throw new ChanceryError(
      'conflict',
      'The step did not come out as the script expects. Note a digression that says why the ceremony goes on, or abandon it.'
    )
  const participant = participants.find((one) => one.role === role && one.person === person)
  if (participant === undefined || !missing.some((one) => one.role === role && one.person === person))
    throw new ChanceryError(
      'conflict',
      `No sign-off by ${person} as ${role} is wanted now. Wanted are: ${missing.map((one) => `${one.person} (${one.role})`).join(', ')}.`
    )
  const witness = script.roles.some((one) => one.id === role && isWitness(one.kind))
  if (witness !== (kind === 'witnessed'))
    throw new ChanceryError(
      'invalid-input',
      witness ? `${person} is a witness: witness the step.` : `${person} takes part as ${role}: confirm the step.`
    )
  return { participant, entry: done }
}

async function proven(
  world: CeremonyWorld,
  participant: CeremonyParticipant,
  { passphrase, signature }: SignOffWish,
  entry: TranscriptEntry,
  actor: Actor
): Promise<Record<string, string>> {
  if ((passphrase === undefined) === (signature === undefined))
    throw new ChanceryError(
      'invalid-input',
      'A sign-off is made with a passphrase or with a signature: give one of them.'
    )
  const { person, role, account } = participant
  if (passphrase !== undefined) {
    if (account === undefined)
      throw new ChanceryError(
        'invalid-input',
        `${person} was noted with a certificate only and signs off with its key.`
      )
    return { method: 'passphrase', account: await world.proveAccount(account, passphrase, actor.channel) }
  }
  const known = certificateOfParticipant(participant)
  if (known === null)
    throw new ChanceryError(
      'invalid-input',
      `${person} was noted without a certificate and signs off with the passphrase.`
    )
  const text = signOffText(entry.hash, role, person)
  const form = verifiedForm(known, Buffer.from(text), signature ?? '')
  return { method: 'signature', form, certificateSha256: known.sha256, signed: text, signature: signature ?? '' }
}

/** @returns how the signature is written. @throws ChanceryError `bad-signature`, `malformed` */
function verifiedForm(known: KnownCertificate, text: Uint8Array, signature: string): 'cms' | 'raw' {
  const bytes = looksLikePem(signature) ? readPem(signature)[0]?.bytes : base64Bytes(signature)
  if (bytes === undefined || bytes === null)
    throw new ChanceryError('malformed', 'The signature is neither PEM nor base64.')
  if (isContentInfo(bytes)) {
    const signers = verifySignedData(parseSignedData(bytes), { content: text, certificates: [known.certificate] })
    if (signers.some(({ certificate }) => sameBytes(certificate.publicKey.der, known.publicKey.der))) return 'cms'
  } else if (algorithmsOf(known).some((id) => verifySignature(known.publicKey, id, text, bytes))) return 'raw'
  throw new ChanceryError(
    'bad-signature',
    `The signature was not made over this text by the key of ${known.certificate.subject.text}.`
  )
}

/** ContentInfo (RFC 5652 3) begins with an OID; an ECDSA signature, which is a SEQUENCE too, with an INTEGER. */
function isContentInfo(der: Uint8Array): boolean {
  const length = der[1] ?? 0
  const header = length <= 0x80 ? 2 : 2 + (length & 0x7f)
  return der[0] === 0x30 && der[header] === 0x06
}

/** A bare signature does not say how it was made: what the key makes and is still used, none with SHA-1. */
function algorithmsOf({ publicKey }: KnownCertificate): readonly SignatureAlgorithmId[] {
  return publicKey.facts.id === null ? [] : signatureChoices(publicKey.facts.id)
}
