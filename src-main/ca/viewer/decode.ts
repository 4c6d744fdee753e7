import type { ViewedObject } from '../../../src-shared/api/viewer.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { ASN1_LIMITS } from '../../pki/asn1-tree.ts'
import { IterationLimit } from '../../pki/password/iteration-limit.ts'
import { readPkcs12 } from '../../pki/pkcs12.ts'
import { readPkcs7 } from '../../pki/pkcs7.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'
import { openInTurn } from '../protected-files.ts'
import { contentsOf, type Block } from './contents.ts'
import { isMessage } from './messages.ts'
import { viewDer } from './objects.ts'
import { describeKey, isPrivateKey, viewPrivateKey } from './private-key.ts'
import { opensshLabel, opensshPrivateObject } from './ssh-objects.ts'
import { viewUnencoded } from './unencoded.ts'

/** Objects of one file that are shown. */
const MAX_OBJECTS = 200
/** Nodes of all trees together are shared out, but each object shows at least so many. */
const LEAST_NODES = 300

export interface Decoded {
  /** How the objects were packed. */
  readonly container: string
  readonly objects: ViewedObject[]
  /** Something in it opens with a passphrase only; ask for it and send the same again. */
  readonly needsPassphrase: boolean
}

/** Who shows a file, and what opening all that is in it may cost. */
interface Opening {
  readonly passphrase: string | undefined
  readonly limit: IterationLimit
  readonly inTurn: <T>(open: () => Promise<T>) => Promise<T>
}

interface Found {
  readonly container: string | null
  readonly objects: readonly ViewedObject[]
  readonly needsPassphrase: boolean
}

/**
 * Shows anything that is dropped. Nothing is stored; private keys are described and never come out.
 * @param input `content` is text (PEM, JOSE, SSH), or bytes in base64
 * @param person who shows it: what a passphrase protects is opened in turn
 * @throws ChanceryError `malformed` where nothing can be made of it; `wrong-passphrase`; `too-large`; `locked` for private
 *   keys; as `openInTurn`
 */
export async function decodeObject(
  ca: CaContext,
  input: { content: string; name: string; passphrase?: string | undefined },
  person: Pick<Actor, 'operatorId' | 'name'>,
  signal?: AbortSignal
): Promise<Decoded> {
  const other = viewUnencoded(reader(ca.store), input.content)
  if (other !== null) return { ...other, needsPassphrase: false }
  const { container, blocks } = contentsOf(input.content)
  const opening: Opening = {
    passphrase: input.passphrase,
    limit: new IterationLimit(),
    inTurn: (open) => openInTurn(ca, person, open, signal)
  }
  const objects: ViewedObject[] = []
  let packed = container
  let needsPassphrase = false
  for (const block of blocks) {
    const found = await viewBlock(
      ca,
      block,
      opening,
      Math.max(LEAST_NODES, Math.floor(ASN1_LIMITS.nodes / blocks.length))
    )
    if (found.container !== null) packed = blocks.length === 1 ? found.container : `${packed}, ${found.container}`
    needsPassphrase ||= found.needsPassphrase
    objects.push(...found.objects)
    if (objects.length > MAX_OBJECTS)
      throw new ChanceryError('too-large', `There are more than ${MAX_OBJECTS} objects in it; take it apart first.`)
  }
  return { container: packed, objects, needsPassphrase }
}

async function viewBlock(ca: CaContext, block: Block, opening: Opening, nodes: number): Promise<Found> {
  const from = reader(ca.store)
  if (block.label === opensshLabel) return one(opensshPrivateObject(from, block.bytes))
  if (isPrivateKey(block)) {
    const viewed = await opening.inTurn(() => viewPrivateKey(ca, block, opening.passphrase, opening.limit))
    return viewed.kind === 'shown'
      ? one(viewed.object)
      : { container: 'Encrypted private key', objects: [], needsPassphrase: true }
  }
  if (isPkcs12(block.bytes)) return pkcs12(ca, block.bytes, opening, nodes)
  const bundle = bundleOf(block.bytes)
  if (bundle === null) return one(viewDer(from, block.bytes, nodes))
  const ders = [...bundle.certificates, ...bundle.crls]
  if (ders.length > MAX_OBJECTS)
    throw new ChanceryError(
      'too-large',
      `The PKCS#7 file has ${ders.length} objects; at most ${MAX_OBJECTS} are shown.`
    )
  const each = Math.max(LEAST_NODES, Math.floor(nodes / Math.max(1, ders.length)))
  const inside = ders.map((der) => viewDer(from, der, each))
  // Certificates alone are a bundle of them; what somebody signed is a message, and they come with it.
  const objects = isMessage(block.bytes) || ders.length === 0 ? [viewDer(from, block.bytes, nodes), ...inside] : inside
  return {
    container: objects.length === inside.length ? 'PKCS#7' : ders.length === 0 ? null : 'CMS',
    objects,
    needsPassphrase: false
  }
}

async function pkcs12(ca: CaContext, bytes: Uint8Array, opening: Opening, nodes: number): Promise<Found> {
  const contents = await opening.inTurn(() => openPkcs12(bytes, opening))
  if (contents === null) return { container: 'PKCS#12', objects: [], needsPassphrase: true }
  try {
    const certificates = contents.certificates.map(({ der }) => viewDer(reader(ca.store), der, nodes))
    const keys: ViewedObject[] = []
    for (const { pkcs8 } of contents.keys) keys.push(await describeKey(ca, pkcs8, undefined, opening.limit))
    return { container: 'PKCS#12', objects: [...keys, ...certificates], needsPassphrase: false }
  } finally {
    for (const { pkcs8 } of contents.keys) pkcs8.fill(0)
  }
}

/** @returns null where a passphrase is needed and none was given; many files have an empty one */
async function openPkcs12(
  bytes: Uint8Array,
  { passphrase, limit }: Pick<Opening, 'passphrase' | 'limit'>
): Promise<Awaited<ReturnType<typeof readPkcs12>> | null> {
  try {
    return await readPkcs12(bytes, passphrase ?? '', limit)
  } catch (error) {
    if (passphrase === undefined && error instanceof ChanceryError && error.code === 'wrong-passphrase') return null
    throw error
  }
}

function one(object: ViewedObject): Found {
  return { container: null, objects: [object], needsPassphrase: false }
}

/** PFX (RFC 7292 4) begins with version 3, and then a ContentInfo. */
function isPkcs12(bytes: Uint8Array): boolean {
  const content = contentOf(bytes)
  return content !== null && content[0] === 0x02 && content[1] === 1 && content[2] === 3 && content[3] === 0x30
}

/** @returns the first octets inside the outermost SEQUENCE, or null where it is none */
function contentOf(bytes: Uint8Array): Uint8Array | null {
  const octet = bytes[1]
  if (bytes[0] !== 0x30 || octet === undefined) return null
  const header = octet <= 0x80 ? 2 : 2 + (octet & 0x7f)
  return bytes.subarray(header, header + 8)
}

function bundleOf(bytes: Uint8Array): ReturnType<typeof readPkcs7> | null {
  if (contentOf(bytes)?.[0] !== 0x06) return null
  try {
    return readPkcs7(bytes)
  } catch (error) {
    // Another kind of CMS message, or a broken one: its tree is still worth showing.
    if (error instanceof ChanceryError && error.code !== 'too-large') return null
    throw error
  }
}
