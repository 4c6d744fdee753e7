import type { ReactElement } from 'react'
import type { CertificateView } from '../../../src-shared/api/certificates.ts'
import { HoldDialog } from './hold-dialog.tsx'
import { NoteDialog } from './note-dialog.tsx'
import { RekeyDialog } from './rekey-dialog.tsx'
import { ReissueDialog } from './reissue-dialog.tsx'
import { RenewDialog } from './renew-dialog.tsx'
import { RevokeDialog } from './revoke-dialog.tsx'

export type CertificateDialog = 'revoke' | 'suspend' | 'reinstate' | 'renew' | 'rekey' | 'reissue' | 'note'

/** The dialog that is open for a certificate, if one is. */
export function CertificateDialogs(props: {
  readonly certificate: CertificateView
  readonly shown: CertificateDialog | null
  readonly onClose: () => void
}): ReactElement {
  const { certificate, shown, onClose } = props
  return (
    <>
      {shown === 'revoke' && <RevokeDialog certificate={certificate} onClose={onClose} />}
      {(shown === 'suspend' || shown === 'reinstate') && (
        <HoldDialog certificate={certificate} to={shown} onClose={onClose} />
      )}
      {shown === 'renew' && <RenewDialog certificate={certificate} onClose={onClose} />}
      {shown === 'rekey' && <RekeyDialog certificate={certificate} onClose={onClose} />}
      {shown === 'reissue' && <ReissueDialog certificate={certificate} onClose={onClose} />}
      {shown === 'note' && <NoteDialog certificate={certificate} onClose={onClose} />}
    </>
  )
}
