import { ChanceryError } from '../../../src-shared/errors.ts'

/**
 * A domain name in presentation form, absolute, with its closing dot (`www.example.test.`, the root is `.`). A byte that is
 * not a visible ASCII character, a dot or a backslash inside a label is written as an escape (RFC 1035 5.1), so that every
 * name of the wire has exactly one text and comparison without regard to case is comparison of the texts in lower case.
 */
export type DnsName = string

/** RFC 1035 2.3.4: a label has 63 octets at most, a name 255 with its length octets. */
export const maxLabelLength = 63
export const maxNameLength = 255

/** @returns the labels of a name from left to right, a character an octet; none for the root */
export function labelsOf(name: DnsName): string[] {
  if (name === '.') return []
  if (!name.includes('\\')) return name.slice(0, -1).split('.')
  const labels: string[] = []
  let label = ''
  for (let at = 0; at < name.length; at++) {
    const character = name.charAt(at)
    if (character === '.') {
      labels.push(label)
      label = ''
    } else if (character === '\\') {
      const decimal = /^\d{3}/.exec(name.slice(at + 1, at + 4))?.[0]
      label += decimal === undefined ? name.charAt(at + 1) : String.fromCharCode(Number(decimal))
      at += decimal === undefined ? 1 : 3
    } else label += character
  }
  return labels
}

/** @param labels a character an octet. @returns the one text of that name */
export function nameOf(labels: readonly string[]): DnsName {
  return labels.length === 0 ? '.' : labels.map((label) => `${escapeLabel(label)}.`).join('')
}

function escapeLabel(label: string): string {
  if (/^[\w\-*/+=:]+$/.test(label)) return label
  return label.replace(/[^!-~]|[.\\"();@$]/g, (character) =>
    character === '.' || character === '\\' ? `\\${character}` : `\\${String(character.charCodeAt(0)).padStart(3, '0')}`
  )
}

/**
 * A name as a person or a certificate writes it: with or without its closing dot, ASCII only.
 * @throws ChanceryError `invalid-input` for an empty label, a label or name beyond its length, or other characters.
 */
export function parseName(text: string): DnsName {
  if (text === '.') return '.'
  const refuse = (why: string): never => {
    throw new ChanceryError('invalid-input', `"${text.slice(0, 300)}" is not a domain name: ${why}.`)
  }
  if (text.length > 4 * maxNameLength) return refuse(`it is longer than ${maxNameLength} octets (RFC 1035 2.3.4)`)
  if (!/^(?:[!-[\]-~]|\\\d{3}|\\[!-/:-~])+$/.test(text)) return refuse('only visible ASCII characters and \\ escapes')
  if (/\\(?:25[6-9]|2[6-9]\d|[3-9]\d\d)/.test(text)) return refuse('an escape stands for one octet, \\000 to \\255')
  const labels = labelsOf(/(?<!\\)(?:\\\\)*\.$/.test(text) ? text : `${text}.`)
  if (labels.some((label) => label === '')) return refuse('a label is empty')
  if (labels.some((label) => label.length > maxLabelLength))
    return refuse(`a label is longer than ${maxLabelLength} octets (RFC 1035 2.3.4)`)
  if (wireLength(labels) > maxNameLength) return refuse(`it is longer than ${maxNameLength} octets (RFC 1035 2.3.4)`)
  return nameOf(labels)
}

/** @returns octets of the uncompressed name */
export function wireLength(labels: readonly string[]): number {
  return labels.reduce((sum, label) => sum + label.length + 1, 1)
}

/** The name in the form in which names are equal (RFC 4343: ASCII letters without regard to case). */
export function lower(name: DnsName): DnsName {
  return name.toLowerCase()
}

export function sameName(a: DnsName, b: DnsName): boolean {
  return a.length === b.length && lower(a) === lower(b)
}

/** @returns the name without its first label; the root is its own parent */
export function parentOf(name: DnsName): DnsName {
  return nameOf(labelsOf(name).slice(1))
}

/** @returns the name and every name above it, down to and with the root, nearest first */
export function andAncestors(name: DnsName): DnsName[] {
  const labels = labelsOf(name)
  return [...labels.map((_, index) => nameOf(labels.slice(index))), '.']
}

/** @returns whether `name` is `ancestor` or lies below it */
export function isWithin(name: DnsName, ancestor: DnsName): boolean {
  const inner = labelsOf(lower(name))
  const outer = labelsOf(lower(ancestor))
  return (
    outer.length <= inner.length && outer.every((label, index) => label === inner[inner.length - outer.length + index])
  )
}

/** @returns the longest name that both lie within */
export function commonAncestor(a: DnsName, b: DnsName): DnsName {
  const left = labelsOf(lower(a)).reverse()
  const right = labelsOf(lower(b)).reverse()
  const differs = left.findIndex((label, index) => label !== right[index])
  return nameOf(left.slice(0, differs === -1 ? left.length : differs).reverse())
}

/**
 * The canonical order of names: RFC 4034 6.1, label by label from the right, octets in lower case, shorter first.
 * @returns below zero when `a` comes first
 */
export function compareNames(a: DnsName, b: DnsName): number {
  const left = labelsOf(lower(a)).reverse()
  const right = labelsOf(lower(b)).reverse()
  for (const [index, label] of left.entries()) {
    const other = right[index]
    if (other === undefined) return 1
    // Labels are one character an octet: text order is octet order.
    if (label !== other) return label < other ? -1 : 1
  }
  return left.length - right.length
}
