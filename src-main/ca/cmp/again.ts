import { parsePkiMessage } from '../../pki/cmp.ts'
import { dropRefusedCmp, getCmpServiceByName } from '../../store/cmp.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import type { CaContext } from '../context.ts'

/**
 * Makes a test authority ready for a message that was refused: its transaction id is taken (RFC 9810 5.1.1), and a device
 * that tries again would draw another one.
 * @param der PKIMessage; what is none is left to who answers it
 */
export async function forgetRefusedCmp(ca: CaContext, service: string, der: Uint8Array): Promise<void> {
  const row = getCmpServiceByName(reader(ca.store), service)
  const id = transactionIdOf(der)
  if (row !== undefined && id !== null) await transaction(ca.store, (tx) => dropRefusedCmp(tx, row.id, id))
}

function transactionIdOf(der: Uint8Array): Uint8Array | null {
  try {
    return parsePkiMessage(der).header.transactionId
  } catch {
    return null
  }
}
