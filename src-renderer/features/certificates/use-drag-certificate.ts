import { useCallback, type DragEvent } from 'react'
import { call } from '../../client.ts'
import { toBase64 } from '../../ui/files/file-content.ts'
import { useDragOut } from '../../ui/files/drag-out.tsx'

/** Characters that a file name may not have somewhere. */
const notInNames = /[^\p{L}\p{N}._@ -]+/gu

/** @returns what begins to drag a certificate out of the window as a PEM file. @param pem where it is known already */
export function useDragCertificate(): (event: DragEvent, id: number, known?: { name: string; pem: string }) => void {
  const drag = useDragOut()
  return useCallback(
    (event, id, known) => {
      const ready =
        known === undefined
          ? undefined
          : {
              name: `${known.name.replaceAll(notInNames, '_').slice(0, 100)}.cer`,
              base64: toBase64(new TextEncoder().encode(known.pem))
            }
      drag(event, async () => (await call('certificate.export', { id, format: 'pem' })).file, ready)
    },
    [drag]
  )
}
