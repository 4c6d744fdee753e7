import type { ReactElement } from 'react'
import type { RequestView } from '../../../src-shared/api/requests.ts'
import { ApproveDialog } from './approve-dialog.tsx'
import { CancelDialog } from './cancel-dialog.tsx'
import { DeclineDialog } from './decline-dialog.tsx'
import { ExportKeyDialog } from './export-key-dialog.tsx'
import { OverrideDialog } from './override-dialog.tsx'

export type RequestDialog = 'approve' | 'decline' | 'override' | 'cancel' | 'export-key'

/** The dialog that is open for a request, if one is. */
export function RequestDialogs(props: {
  readonly request: RequestView
  readonly shown: RequestDialog | null
  readonly onClose: () => void
}): ReactElement {
  const { request, shown, onClose } = props
  return (
    <>
      {shown === 'approve' && <ApproveDialog request={request} onClose={onClose} />}
      {shown === 'decline' && <DeclineDialog request={request} onClose={onClose} />}
      {shown === 'override' && <OverrideDialog request={request} onClose={onClose} />}
      {shown === 'cancel' && <CancelDialog request={request} onClose={onClose} />}
      {shown === 'export-key' && <ExportKeyDialog id={request.id} onClose={onClose} />}
    </>
  )
}
