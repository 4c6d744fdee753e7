import type { WireSide } from '../../../src-shared/model/wire.ts'

/** Octets of a body that a page shows. */
const MOST_SHOWN = 4096

/** @returns a message as people read it: first line, headers, and its body as text, or in hexadecimal where it is none */
export function messageText(first: string, side: WireSide, readable: (text: string) => string): string {
  const octets = Uint8Array.from(atob(side.body), (character) => character.charCodeAt(0))
  const head = [first, ...side.headers.map(({ name, value }) => `${name}: ${value}`)].join('\n')
  return octets.length === 0 ? head : `${head}\n\n${bodyText(octets, readable)}`
}

function bodyText(octets: Uint8Array, readable: (text: string) => string): string {
  const shown = octets.subarray(0, MOST_SHOWN)
  const cut = octets.length > shown.length ? '\n…' : ''
  // ASN.1 begins like this; everything that is text does not.
  if (shown[0] === 0x30 && (shown[1] ?? 0) >= 0x80) return `${hexLines(shown)}${cut}`
  const text = new TextDecoder('utf-8').decode(shown)
  const isText = !/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text.slice(0, -3))
  return `${isText ? (cut === '' ? readable(text) : text) : hexLines(shown)}${cut}`
}

function hexLines(octets: Uint8Array): string {
  const lines: string[] = []
  for (let at = 0; at < octets.length; at += 16) {
    const row = [...octets.subarray(at, at + 16)]
    lines.push(
      `${at.toString(16).padStart(6, '0')}  ${row.map((octet) => octet.toString(16).padStart(2, '0')).join(' ')}`
    )
  }
  return lines.join('\n')
}
