import type { Asn1Node } from '../../../src-shared/model/certificate.ts'
import type { Asn1Difference } from '../../../src-shared/model/difference.ts'
import { asn1Tree } from '../../pki/asn1-tree.ts'

/** Nodes of each tree; an object of more is compared as far as its tree is shown, and the rest by its bytes. */
const MOST_NODES = 20_000
/** Children of one element that are matched out of order; beyond it they are matched one by one by place. */
const MOST_MATCHED = 400
/** Differing elements that are listed. */
const MOST_LISTED = 500

interface Side {
  readonly bytes: Uint8Array
  readonly text: string
}

interface Walk {
  readonly before: Side
  readonly after: Side
  readonly found: Asn1Difference[]
}

/**
 * @param before, after one ASN.1 element each
 * @returns the innermost elements that differ, in the order of the bytes, and how many more there are; none exactly when
 * the bytes are equal
 * @throws ChanceryError `malformed` where one is not ASN.1
 */
export function compareAsn1(
  before: Uint8Array,
  after: Uint8Array
): { readonly differences: Asn1Difference[]; readonly more: number } {
  const limits = { nodes: MOST_NODES, depth: 60, text: 512 }
  const walk: Walk = { before: side(before), after: side(after), found: [] }
  compareNodes(walk, asn1Tree(before, limits), asn1Tree(after, limits), '1')
  return { differences: walk.found.slice(0, MOST_LISTED), more: Math.max(0, walk.found.length - MOST_LISTED) }
}

function side(bytes: Uint8Array): Side {
  return { bytes, text: Buffer.from(bytes).toString('latin1') }
}

/** The whole element as text of one character a byte, which compares and hashes quickly. */
function content({ text }: Side, node: Asn1Node): string {
  return text.slice(node.offset, node.offset + node.header + node.length)
}

function compareNodes(walk: Walk, before: Asn1Node, after: Asn1Node, path: string): void {
  if (content(walk.before, before) === content(walk.after, after)) return
  const from = walk.found.length
  if (before.tag === after.tag && before.children.length > 0 && after.children.length > 0) {
    compareChildren(walk, before.children, after.children, path)
  }
  // Nothing inside says why: the element itself is another, or its header or a part that is not shown is.
  if (walk.found.length === from) changed(walk, before, after, path)
}

function changed(walk: Walk, before: Asn1Node, after: Asn1Node, path: string): void {
  walk.found.push({
    path,
    tag: before.tag === after.tag ? before.tag : `${before.tag} → ${after.tag}`,
    kind: 'changed',
    before: shown(walk.before, before),
    after: shown(walk.after, after),
    beforeAt: before.offset,
    afterAt: after.offset
  })
}

/** Equal children are matched first, in order; what lies between two matches is compared by tag, then is new or gone. */
function compareChildren(walk: Walk, before: readonly Asn1Node[], after: readonly Asn1Node[], path: string): void {
  let [i, j] = [0, 0]
  for (const [k, l] of [...matches(walk, before, after), [before.length, after.length] as const]) {
    compareGap(walk, before.slice(i, k), after.slice(j, l), path, i, j)
    ;[i, j] = [k + 1, l + 1]
  }
}

function compareGap(
  walk: Walk,
  before: readonly Asn1Node[],
  after: readonly Asn1Node[],
  path: string,
  beforeFrom: number,
  afterFrom: number
): void {
  const left = [...after.keys()]
  for (const [place, node] of before.entries()) {
    const at = left.findIndex((index) => sameKind(walk, node, after[index]))
    const partner = at < 0 ? undefined : after[left[at] ?? -1]
    if (partner === undefined) {
      walk.found.push(alone('removed', walk.before, node, `${path}.${beforeFrom + place + 1}`))
      continue
    }
    compareNodes(walk, node, partner, `${path}.${beforeFrom + place + 1}`)
    left.splice(at, 1)
  }
  for (const index of left) {
    const node = after[index]
    if (node !== undefined) walk.found.push(alone('added', walk.after, node, `${path}.${afterFrom + index + 1}`))
  }
}

/** Elements that begin with an object identifier, such as extensions and attributes, meet those of the same identifier. */
function sameKind(walk: Walk, before: Asn1Node, after: Asn1Node | undefined): boolean {
  if (after?.tag !== before.tag) return false
  const [first, second] = [nameOf(walk.before, before), nameOf(walk.after, after)]
  return first === second
}

function nameOf(from: Side, node: Asn1Node): string | null {
  const inner = node.tag === 'SET' ? node.children[0] : node
  const first = inner?.children[0]
  return first?.tag === 'OBJECT IDENTIFIER' ? content(from, first) : null
}

/** Longest common row of equal children as pairs of places. */
function matches(walk: Walk, before: readonly Asn1Node[], after: readonly Asn1Node[]): (readonly [number, number])[] {
  const [a, b] = [before.map((node) => content(walk.before, node)), after.map((node) => content(walk.after, node))]
  if (Math.max(a.length, b.length) > MOST_MATCHED)
    return a.flatMap((text, place) => (text === b[place] ? [[place, place] as const] : []))
  const width = b.length + 1
  const length = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i * width + j] =
        a[i] === b[j]
          ? (length[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(length[(i + 1) * width + j] ?? 0, length[i * width + j + 1] ?? 0)
  const pairs: (readonly [number, number])[] = []
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++])
    else if ((length[(i + 1) * width + j] ?? 0) >= (length[i * width + j + 1] ?? 0)) i++
    else j++
  }
  return pairs
}

function alone(kind: 'added' | 'removed', from: Side, node: Asn1Node, path: string): Asn1Difference {
  const text = shown(from, node)
  return {
    path,
    tag: node.tag,
    kind,
    before: kind === 'removed' ? text : null,
    after: kind === 'added' ? text : null,
    beforeAt: kind === 'removed' ? node.offset : null,
    afterAt: kind === 'added' ? node.offset : null
  }
}

/** The value of an element, or the values of those inside it. */
function shown(from: Side, node: Asn1Node): string {
  const words = leaves(node).join(', ')
  if (words !== '') return words.length > 600 ? `${words.slice(0, 600)}…` : words
  return from.bytes.length === 0 ? '' : Buffer.from(content(from, node), 'latin1').toString('hex').slice(0, 200)
}

function leaves(node: Asn1Node): string[] {
  if (node.children.length === 0) return node.text === null ? [] : [node.text]
  return node.children.slice(0, 50).flatMap(leaves)
}
