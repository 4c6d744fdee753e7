import type { ReactElement } from 'react'
import type { RequestView } from '../../../src-shared/api/requests.ts'
import { call } from '../../client.ts'
import { Pkcs12Dialog } from '../../ui/dialog/pkcs12-dialog.tsx'
import { ApproveDialog } from './approve-dialog.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import { CancelDialog } from './cancel-dialog.tsx'
import { DeclineDialog } from './decline-dialog.tsx'
import { OverrideDialog } from './override-dialog.tsx'
import { ReceiptDialog } from './receipt-dialog.tsx'
import { TextDialog } from './text-dialog.tsx'

export type RequestDialog =
  'approve' | 'decline' | 'override' | 'cancel' | 'export-key' | 'ask' | 'answer' | 'comment' | 'assign' | 'receipt'

/** The dialog that is open for a request, if one is. */
export function RequestDialogs(props: {
  readonly request: RequestView
  readonly shown: RequestDialog | null
  readonly onClose: () => void
  /** The request needs nothing more of this operator for now. */
  readonly onDone?: (() => void) | undefined
}): ReactElement {
  const { request, shown, onClose, onDone } = props
  const closed = (done: boolean): void => {
    onClose()
    if (done) onDone?.()
  }
  return (
    <>
      {shown === 'approve' && <ApproveDialog request={request} onClose={closed} />}
      {shown === 'decline' && <DeclineDialog request={request} onClose={closed} />}
      {shown === 'override' && <OverrideDialog request={request} onClose={onClose} />}
      {shown === 'cancel' && <CancelDialog request={request} onClose={onClose} />}
      {shown === 'ask' && <TextDialog kind="ask" request={request} onClose={closed} />}
      {(shown === 'answer' || shown === 'comment') && <TextDialog kind={shown} request={request} onClose={onClose} />}
      {shown === 'assign' && <AssignDialog request={request} onClose={onClose} />}
      {shown === 'receipt' && <ReceiptDialog id={request.id} onClose={onClose} />}
      {shown === 'export-key' && (
        <Pkcs12Dialog
          read={(passphrase) => call('request.export-key', { id: request.id, passphrase })}
          onClose={onClose}
        />
      )}
    </>
  )
}
