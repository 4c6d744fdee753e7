import type { KeyPlace } from '../../../src-shared/model/service-key.ts'
import type { Reader } from '../../store/connection.ts'
import { listPlacesOfKey, listTokenRows } from '../../store/tokens.ts'
import type { CaContext } from '../context.ts'

/** @returns the tokens that hold a key, each as it stands now; none for a key in the vault */
export function keyPlacesOf(ca: Pick<CaContext, 'tokens'>, from: Reader, keyId: number): KeyPlace[] {
  const places = listPlacesOfKey(from, keyId)
  if (places.length === 0) return []
  const rows = new Map(listTokenRows(from).map((row) => [row.id, row]))
  const seen = new Map((ca.tokens?.seen() ?? []).map((token) => [token.address, token]))
  return places.flatMap(({ tokenId, label, origin }) => {
    const row = rows.get(tokenId)
    if (row === undefined) return []
    const now = seen.get(row.address)
    return [
      {
        token: row.address,
        label: row.label,
        serial: now?.serial ?? serialIn(row.address),
        state: now?.state ?? 'absent',
        keyLabel: label,
        origin
      }
    ]
  })
}

/** Serial number in the PKCS#11 URI of a token. */
export function serialIn(address: string): string {
  return decodeURIComponent(/[:;]serial=([^;?]*)/.exec(address)?.[1] ?? '')
}
